import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Rows below the first visible one that may take its place where it is gone. */
const MOST_TRIED = 30;

/**
 * By how many rows what is seen has moved.
 * @param before keys of the rows as they were, `now` as they are
 * @param top index of the first row that was seen
 */
export function rowsMoved(before: readonly string[], now: readonly string[], top: number): number {
  const wanted = new Map(before.slice(top, top + MOST_TRIED).map((key, i) => [key, top + i]));
  let best: { readonly was: number; readonly is: number } | null = null;
  for (const [is, key] of now.entries()) {
    const was = wanted.get(key);
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
  keys: readonly string[],
  rowPx: number,
  order: string,
): void {
  const last = useRef({ keys, order });
  useLayoutEffect(() => {
    const before = last.current;
    last.current = { keys, order };
    const area = scroll.current;
    if (!area || before.order !== order || before.keys === keys || area.scrollTop < rowPx) return;
    const moved = rowsMoved(before.keys, keys, Math.floor(area.scrollTop / rowPx));
    if (moved !== 0) area.scrollTop += moved * rowPx;
  }, [scroll, keys, rowPx, order]);
}
