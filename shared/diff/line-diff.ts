import { diff } from 'fast-myers-diff';
import { firstWhere } from '../bisect/first-where.ts';
import type { LineIndex } from './line-index.ts';

/** Lines that differ: `fromA` up to but without `toA` on one side stand for the same of the other. */
export interface Hunk {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

/** Stretches up to so many lines (of both sides) are compared line by line: the time grows with the product of length and difference. */
const LARGEST_EXACT = 3_000;

/** A line of laid-out JSON without the comma that only says that another member follows. */
const bare = (line: string): string => (line.endsWith(',') ? line.slice(0, -1) : line);

const linesOf = (index: LineIndex): readonly string[] =>
  Array.from({ length: index.count }, (_, line) => bare(index.line(line)));

type Lines = readonly string[];

/** The stretch without the lines that both sides begin and end with. */
function trimmed(a: Lines, b: Lines, { fromA, toA, fromB, toB }: Hunk): Hunk {
  let head = 0;
  while (fromA + head < toA && fromB + head < toB && a[fromA + head] === b[fromB + head]) head++;
  let tail = 0;
  while (toA - tail > fromA + head && toB - tail > fromB + head && a[toA - tail - 1] === b[toB - tail - 1])
    tail++;
  return { fromA: fromA + head, toA: toA - tail, fromB: fromB + head, toB: toB - tail };
}

/** Lines that occur once in a stretch, by their text; -1 for those that occur more often. */
function onceOnly(lines: Lines, from: number, to: number): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (let i = from; i < to; i++) {
    const line = lines[i] ?? '';
    found.set(line, found.has(line) ? -1 : i);
  }
  return found;
}

interface Anchor {
  readonly a: number;
  readonly b: number;
}

/** The longest run of anchors that rises on both sides. */
function rising(anchors: readonly Anchor[]): readonly Anchor[] {
  const piles: { readonly anchor: Anchor; readonly before: number }[][] = [];
  for (const anchor of anchors) {
    const at = firstWhere(piles.length, (pile) => (piles[pile]?.at(-1)?.anchor.b ?? 0) >= anchor.b);
    const pile = piles[at] ?? [];
    piles[at] = pile;
    pile.push({ anchor, before: at > 0 ? (piles[at - 1]?.length ?? 0) - 1 : -1 });
  }
  const run: Anchor[] = [];
  for (let pile = piles.length - 1, at = (piles[pile]?.length ?? 0) - 1; pile >= 0; pile--) {
    const top = piles[pile]?.[at];
    if (!top) break;
    run.push(top.anchor);
    at = top.before;
  }
  return run.reverse();
}

/** Lines that occur once on either side and stand in the same order: whatever differs lies between them (patience diff). */
function anchorsOf(a: Lines, b: Lines, { fromA, toA, fromB, toB }: Hunk): readonly Anchor[] {
  const left = onceOnly(a, fromA, toA);
  const right = onceOnly(b, fromB, toB);
  const pairs: Anchor[] = [];
  for (const [line, place] of left) {
    const other = right.get(line);
    if (place >= 0 && other !== undefined && other >= 0) pairs.push({ a: place, b: other });
  }
  return rising(pairs);
}

function exact(a: Lines, b: Lines, { fromA, toA, fromB, toB }: Hunk): readonly Hunk[] {
  return [...diff(a.slice(fromA, toA), b.slice(fromB, toB))].map(([sa, ea, sb, eb]) => ({
    fromA: fromA + sa,
    toA: fromA + ea,
    fromB: fromB + sb,
    toB: fromB + eb,
  }));
}

function compare(a: Lines, b: Lines, stretch: Hunk): readonly Hunk[] {
  const rest = trimmed(a, b, stretch);
  const { fromA, toA, fromB, toB } = rest;
  if (fromA === toA && fromB === toB) return [];
  if (fromA === toA || fromB === toB) return [rest];
  if (toA - fromA + toB - fromB <= LARGEST_EXACT) return exact(a, b, rest);
  const anchors = anchorsOf(a, b, rest);
  if (anchors.length === 0) return [rest];
  const hunks: Hunk[] = [];
  let [doneA, doneB] = [fromA, fromB];
  for (const anchor of [...anchors, { a: toA, b: toB }]) {
    hunks.push(...compare(a, b, { fromA: doneA, toA: anchor.a, fromB: doneB, toB: anchor.b }));
    doneA = anchor.a + 1;
    doneB = anchor.b + 1;
  }
  return hunks;
}

/** Two hunks with nothing between them are one. */
function joined(hunks: readonly Hunk[]): readonly Hunk[] {
  const all: Hunk[] = [];
  for (const hunk of hunks) {
    const last = all.at(-1);
    if (last && last.toA === hunk.fromA && last.toB === hunk.fromB)
      all[all.length - 1] = { ...last, toA: hunk.toA, toB: hunk.toB };
    else all.push(hunk);
  }
  return all;
}

/** What differs between two laid-out JSON texts, by lines and in order; the time grows in proportion to the texts. */
export function lineDiff(a: LineIndex, b: LineIndex): readonly Hunk[] {
  if (a.text === b.text) return [];
  return joined(compare(linesOf(a), linesOf(b), { fromA: 0, toA: a.count, fromB: 0, toB: b.count }));
}
