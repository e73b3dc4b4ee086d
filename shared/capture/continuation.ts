/**
 * What is known of the longest beginning of a request that was a whole request before; null where it begins something
 * new. That does a first message, too, that was said before: many conversations begin with the same words.
 * @param prefixes one for its first message, one for its first two, and so on
 * @param known what is known of a request that was all of a prefix
 */
export function continued<Prefix, Known>(
  prefixes: readonly Prefix[],
  known: (prefix: Prefix) => Known | null | undefined,
): Known | null {
  if (prefixes.length < 2) return null;
  for (let at = prefixes.length - 1; at >= 0; at--) {
    const found = known(prefixes[at] as Prefix);
    if (found !== null && found !== undefined) return found;
  }
  return null;
}
