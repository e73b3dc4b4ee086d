import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Rows below the first visible one that may take its place where it is gone. */
const MOST_TRIED = 30;

/** A line of a list, told apart by its row. */
interface Keyed {
  readonly row: { readonly id: string };
}

/**
 * By how many rows what is seen has moved.
 * @param before the lines as they were, `now` as they are
 * @param top index of the first row that was seen
 */
export function rowsMoved(before: readonly Keyed[], now: readonly Keyed[], top: number): number {
  const wanted = new Map(before.slice(top, top + MOST_TRIED).map(({ row }, i) => [row.id, top + i]));
  let best: { readonly was: number; readonly is: number } | null = null;
  for (const [is, { row }] of now.entries()) {
    const was = wanted.get(row.id);
    if (was !== undefined && (best === null || was < best.was)) best = { was, is };
    if (best?.was === top) break;
  }
  return best === null ? 0 : best.is - best.was;
}

/**
 * Keeps what is seen of a list in its place while rows come in above it; at its beginning the newest are seen. Another
 * order is another list.
 */
export function useStandingRow(
  scroll: RefObject<HTMLElement | null>,
  lines: readonly Keyed[],
  rowPx: number,
  order: string,
): void {
  const last = useRef({ lines, order });
  useLayoutEffect(() => {
    const before = last.current;
    last.current = { lines, order };
    const area = scroll.current;
    if (!area || before.order !== order || before.lines === lines || area.scrollTop < rowPx) return;
    const moved = rowsMoved(before.lines, lines, Math.floor(area.scrollTop / rowPx));
    if (moved !== 0) area.scrollTop += moved * rowPx;
  }, [scroll, lines, rowPx, order]);
}
