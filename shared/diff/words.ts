import { diff } from 'fast-myers-diff';

/** A stretch of a line, UTF-16 units from its beginning. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Above so many UTF-16 units only the middle that differs is marked, whole. */
const LARGEST = 4_000;

const WORD = /[\p{L}\p{M}\p{N}_]+|\s+|./gsu;

interface Word extends Stretch {
  readonly text: string;
}

const wordsOf = (text: string, offset: number): readonly Word[] =>
  [...text.matchAll(WORD)].map((match) => ({
    text: match[0],
    from: offset + match.index,
    to: offset + match.index + match[0].length,
  }));

/** Changes so close together that they read as one, UTF-16 units. */
const CLOSE = 2;

function merged(stretches: readonly Stretch[]): readonly Stretch[] {
  const all: Stretch[] = [];
  for (const stretch of stretches) {
    if (stretch.from === stretch.to) continue;
    const last = all.at(-1);
    if (last && stretch.from - last.to <= CLOSE) all[all.length - 1] = { from: last.from, to: stretch.to };
    else all.push(stretch);
  }
  return all;
}

/** Which words of two lines differ. Both lists are empty for equal lines. */
export function changedWords(
  a: string,
  b: string,
): { readonly a: readonly Stretch[]; readonly b: readonly Stretch[] } {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const middleA = { from: head, to: a.length - tail };
  const middleB = { from: head, to: b.length - tail };
  if (middleA.to - middleA.from + middleB.to - middleB.from > LARGEST)
    return { a: merged([middleA]), b: merged([middleB]) };
  // Words reach as far as the signs around the difference: `8192` and `8193` differ as a whole.
  const start = wordStart(a, head);
  const wordsA = wordsOf(a.slice(start, wordEnd(a, middleA.to)), start);
  const wordsB = wordsOf(b.slice(start, wordEnd(b, middleB.to)), start);
  const found = [
    ...diff(
      wordsA.map(({ text }) => text),
      wordsB.map(({ text }) => text),
    ),
  ];
  const stretch = (words: readonly Word[], from: number, to: number): Stretch => ({
    from: words[from]?.from ?? 0,
    to: from === to ? (words[from]?.from ?? 0) : (words[to - 1]?.to ?? 0),
  });
  return {
    a: merged(found.map(([from, to]) => stretch(wordsA, from, to))),
    b: merged(found.map(([, , from, to]) => stretch(wordsB, from, to))),
  };
}

const SIGN = /[\p{L}\p{M}\p{N}_\ud800-\udfff]/u;

function wordStart(text: string, at: number): number {
  let from = at;
  while (from > 0 && SIGN.test(text[from - 1] ?? '')) from--;
  return from;
}

function wordEnd(text: string, at: number): number {
  let to = at;
  while (to < text.length && SIGN.test(text[to] ?? '')) to++;
  return to;
}
