import type { Splice } from './splice.ts';

/** The end of the line that begins at a place, behind its line break. */
function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}

/** How many units two texts have in common from a place in each on. */
function sameFrom(a: string, fromA: number, b: string, fromB: number): number {
  const most = Math.min(a.length - fromA, b.length - fromB);
  let same = 0;
  while (same < most && a.charCodeAt(fromA + same) === b.charCodeAt(fromB + same)) same++;
  return same;
}

/** Where the lines begin that occur once, from a place on; -1 for those that occur more often. */
function placesOf(text: string, from: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (let at = from; at < text.length; ) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    places.set(line, places.has(line) ? -1 : at);
    at = end;
  }
  return places;
}

/**
 * Replacements that turn one text into a similar one, in order and apart from each other, each with its place in the
 * first text. The time grows with the lengths; where much differs they are larger than they need to be, never wrong.
 */
export function splicesBetween(before: string, after: string): readonly Splice[] {
  const splices: Splice[] = [];
  let places: ReadonlyMap<string, number> | null = null;
  let [a, b] = [0, 0];
  for (;;) {
    const same = sameFrom(before, a, after, b);
    [a, b] = [a + same, b + same];
    if (a === before.length && b === after.length) return splices;
    places ??= placesOf(before, before.lastIndexOf('\n', a - 1) + 1);
    // The next line of the one text that the other has once, further on: both go on from there.
    let [to, next] = [before.length, lineEnd(after, b)];
    for (; next < after.length; next = lineEnd(after, next)) {
      const place = places.get(after.slice(next, lineEnd(after, next))) ?? -1;
      if (place < a) continue;
      to = place;
      break;
    }
    splices.push({ from: a, to, insert: after.slice(b, next) });
    [a, b] = [to, next];
  }
}

/** The text after all replacements of `splicesBetween`; those of another text give one that makes no sense. */
export function splicedAll(text: string, splices: readonly Splice[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { from, to, insert } of splices) {
    parts.push(text.slice(done, from), insert);
    done = to;
  }
  return parts.join('') + text.slice(done);
}
