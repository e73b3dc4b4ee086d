const NOTHING: readonly never[] = [];

/** Lists one after the other; one that stands alone is not copied. */
export function joined<T>(...lists: readonly (readonly T[])[]): readonly T[] {
  let only: readonly T[] = NOTHING;
  for (const list of lists) {
    if (list.length === 0) continue;
    if (only !== NOTHING) return lists.flat() as readonly T[];
    only = list;
  }
  return only;
}
