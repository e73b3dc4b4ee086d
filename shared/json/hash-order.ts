/** Java's `String.hashCode`, spread as `HashMap` spreads it. */
function spreadHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash ^ (hash >>> 16);
}

/** A new map has so many buckets, and twice as many each time three quarters are filled. */
const BUCKETS = 16;

function bucketsFor(entries: number): number {
  let buckets = BUCKETS;
  while (entries > buckets * 0.75) buckets *= 2;
  return buckets;
}

const indexes = new WeakMap<object, ReadonlyMap<string, number>>();

function indexOf(object: object): ReadonlyMap<string, number> {
  const known = indexes.get(object);
  if (known) return known;
  const keys = Object.keys(object);
  const mask = bucketsFor(keys.length) - 1;
  const buckets = keys.map((key, at) => ({ key, at, bucket: spreadHash(key) & mask }));
  buckets.sort((a, b) => a.bucket - b.bucket || a.at - b.at);
  const made = new Map(buckets.map(({ key }, place) => [key, place]));
  indexes.set(object, made);
  return made;
}

/**
 * The place of a key among those of an object, from 0, or -1, in the order in which a Java `HashMap` gives its keys:
 * AWS's validators tell what is wrong in that order. Objects are taken for unchanging.
 */
export const hashPlace = (object: object, key: string): number => indexOf(object).get(key) ?? -1;
