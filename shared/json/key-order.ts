/** Up to so many keys are searched one by one, which is faster than an index of them. */
const FEW = 16;

const indexes = new WeakMap<object, ReadonlyMap<string, number>>();

/**
 * The place of a key among those of an object, from 0, or -1. An object with many keys is indexed once, so that asking
 * for each of them takes time in proportion to their number. Objects are taken for unchanging.
 */
export function keyPlace(object: object, key: string): number {
  const index = indexes.get(object);
  if (index) return index.get(key) ?? -1;
  const keys = Object.keys(object);
  if (keys.length <= FEW) return keys.indexOf(key);
  const made = new Map(keys.map((name, i) => [name, i]));
  indexes.set(object, made);
  return made.get(key) ?? -1;
}
