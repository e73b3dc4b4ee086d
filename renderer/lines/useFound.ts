import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { Layout } from '../../shared/diff/layout.ts';
import { useFind } from '../store/find.ts';
import { type Columns, type Compared, type Found, findRows } from './model.ts';

const NONE: readonly never[] = [];

interface Finding {
  /** All matches in the order of the rows. */
  readonly found: readonly Found[];
  readonly byRow: ReadonlyMap<number, readonly Found[]>;
  /** Place in `found` of the match that the search stands on; -1 for none. */
  readonly at: number;
  readonly step: (by: 1 | -1) => void;
}

/** What the search finds in the texts; `onMatch` is told of each match that the search comes to. */
export function useFound(
  compared: Compared,
  layout: Layout,
  { both, stacked }: Columns,
  onMatch: (match: Found) => void,
): Finding {
  const find = useFind();
  const [at, setAt] = useState(-1);
  const query = useDeferredValue(find.open ? find.text : '');
  const { matchCase, regexp } = find;
  const found = useMemo<readonly Found[]>(
    () =>
      query === '' ? NONE : findRows(compared, layout, { text: query, matchCase, regexp }, { both, stacked }),
    [compared, layout, query, matchCase, regexp, both, stacked],
  );
  const byRow = useMemo(() => {
    const rows = new Map<number, Found[]>();
    for (const match of found) {
      const known = rows.get(match.row);
      if (known) known.push(match);
      else rows.set(match.row, [match]);
    }
    return rows;
  }, [found]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new search begins at the first match
  useEffect(() => {
    setAt(found.length > 0 ? 0 : -1);
    const [first] = found;
    if (first && query !== '') onMatch(first);
  }, [query, matchCase, regexp]);
  const step = (by: 1 | -1): void => {
    if (found.length === 0) return;
    const next = (at + by + found.length) % found.length;
    setAt(next);
    const match = found[next];
    if (match) onMatch(match);
  };
  return { found, byRow, at, step };
}
