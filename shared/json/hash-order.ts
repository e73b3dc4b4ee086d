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
  const buckets = bucketsFor(keys.length);
  const bucketOf = Uint32Array.from(keys, (key) => spreadHash(key) & (buckets - 1));
  // Where the keys of each bucket begin: those of one stand in the order in which they came.
  const next = new Uint32Array(buckets + 1);
  for (const bucket of bucketOf) next[bucket + 1] = (next[bucket + 1] as number) + 1;
  for (let i = 0; i < buckets; i++) next[i + 1] = (next[i + 1] as number) + (next[i] as number);
  const made = new Map<string, number>();
  for (const [at, key] of keys.entries()) {
    const bucket = bucketOf[at] as number;
    const place = next[bucket] as number;
    made.set(key, place);
    next[bucket] = place + 1;
  }
  indexes.set(object, made);
  return made;
}

/**
 * The place of a key among those of an object, from 0, or -1, in the order in which a Java `HashMap` gives its keys:
 * AWS's validators tell what is wrong in that order. Objects are taken for unchanging.
 */
export const hashPlace = (object: object, key: string): number => indexOf(object).get(key) ?? -1;
