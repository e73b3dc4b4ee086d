const wordsOf = (text: string): readonly string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/**
 * How well a command answers a query, 0 (not at all) to 1: every word of the query must stand in its name or its
 * keywords; a name that starts with the query comes first, then words at the start of a word of the name.
 */
export function matchScore(name: string, query: string, keywords: readonly string[] = []): number {
  const words = wordsOf(query);
  if (words.length === 0) return 1;
  const inName = name.toLowerCase();
  const everywhere = [inName, ...keywords.map((word) => word.toLowerCase())].join(' ');
  if (!words.every((word) => everywhere.includes(word))) return 0;
  if (inName.startsWith(words.join(' '))) return 1;
  const starts = wordsOf(inName.replace(/[^\p{L}\p{N}]+/gu, ' '));
  const atStart = words.filter((word) => starts.some((start) => start.startsWith(word))).length;
  const within = words.filter((word) => inName.includes(word)).length;
  return 0.1 + (0.6 * atStart + 0.2 * within) / words.length;
}
