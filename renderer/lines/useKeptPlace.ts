import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { Layout } from '../../shared/diff/layout.ts';
import type { Compared } from './model.ts';

interface KeptPlaceProps {
  readonly area: RefObject<HTMLElement | null>;
  readonly compared: Compared;
  readonly layout: Layout;
  readonly current: number;
  readonly setCurrent: (row: number) => void;
  /** Height of a row; null where they differ, and nothing in view is kept. */
  readonly rowPx: number | null;
}

/** Where the line of a row of one layout stands in another one. */
function rowIn(layout: Layout, before: Layout, row: number): number {
  const at = before.row(row);
  if (!at) return row;
  return at.a === null ? layout.rowOf('b', at.b ?? 0) : layout.rowOf('a', at.a);
}

/** Where the same texts are laid out anew (folded, opened, in one column), the topmost line in view and the current row stay; of other texts only a row that is there is the current one. */
export function useKeptPlace({ area, compared, layout, current, setCurrent, rowPx }: KeptPlaceProps): void {
  const before = useRef({ compared, layout });
  useLayoutEffect(() => {
    const last = before.current;
    before.current = { compared, layout };
    if (last.layout === layout) return;
    if (last.compared !== compared) {
      if (current >= layout.rows) setCurrent(-1);
      return;
    }
    if (current >= 0) setCurrent(rowIn(layout, last.layout, current));
    if (!area.current || rowPx === null) return;
    const top = Math.floor(area.current.scrollTop / rowPx);
    area.current.scrollTop += (rowIn(layout, last.layout, top) - top) * rowPx;
  }, [area, compared, layout, current, setCurrent, rowPx]);
}
