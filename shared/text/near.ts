/** How many signs have to be put in, taken out, changed or swapped with the next to make one text of another. */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      const swapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + same,
          swapped ? (before[j - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    before = row;
    row = next;
  }
  return row[other.length] ?? 0;
}

/** A word of few signs may be off by one, a longer one by two. */
const mayBeOff = (word: string): number => (word.length < 6 ? 1 : 2);

/** The name that was meant by a mistyped one: the nearest that is near at all; null for none. */
export function nearestName(given: string, names: readonly string[]): string | null {
  const short = given.slice(0, 40);
  const [best] = names
    .map((name) => ({ name, off: distance(short, name) }))
    .filter(({ name, off }) => off <= mayBeOff(name))
    .sort((a, b) => a.off - b.off);
  return best?.name ?? null;
}
