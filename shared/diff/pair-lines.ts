import { diff } from 'fast-myers-diff';
import type { Hunk } from './line-diff.ts';
import { endOfString, type LineIndex } from './line-index.ts';

/** A row of two texts side by side: a line of either, or null where one has none. */
export interface Pair {
  readonly a: number | null;
  readonly b: number | null;
}

/** Larger hunks are put side by side as they stand: lines. */
const LARGEST = 2_000;

/** What a line is about: its key, or for a line without one what it opens or closes. */
function subject(index: LineIndex, line: number): string {
  const from = index.start(line) + index.indent(line);
  const { text } = index;
  if (text[from] === '"') {
    const end = endOfString(text, from);
    if (end < index.stop(line) && text[end] === ':') return text.slice(from, end);
    return 'string';
  }
  return text[from] ?? '';
}

const run = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

function beside(as: readonly number[], bs: readonly number[]): readonly Pair[] {
  if (as.length === bs.length) return as.map((a, i) => ({ a, b: bs[i] ?? null }));
  return [...as.map((a) => ({ a, b: null })), ...bs.map((b) => ({ a: null, b }))];
}

/** The rows of a hunk: lines about the same member stand side by side, the others alone. */
export function pairLines(a: LineIndex, b: LineIndex, { fromA, toA, fromB, toB }: Hunk): readonly Pair[] {
  if (toA - fromA + toB - fromB > LARGEST || fromA === toA || fromB === toB)
    return beside(run(fromA, toA), run(fromB, toB));
  const left = run(fromA, toA);
  const right = run(fromB, toB);
  const rows: Pair[] = [];
  let [doneA, doneB] = [0, 0];
  const same = (upTo: number): void => {
    for (; doneA < upTo; doneA++, doneB++) rows.push({ a: left[doneA] ?? null, b: right[doneB] ?? null });
  };
  const subjects = [left.map((line) => subject(a, line)), right.map((line) => subject(b, line))] as const;
  for (const [sa, ea, sb, eb] of diff(...subjects)) {
    same(sa);
    rows.push(...beside(left.slice(sa, ea), right.slice(sb, eb)));
    doneA = ea;
    doneB = eb;
  }
  same(left.length);
  return rows;
}
