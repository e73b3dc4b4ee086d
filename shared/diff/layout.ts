import { lastUpTo, lastWhere } from '../bisect/first-where.ts';
import type { Hunk } from './line-diff.ts';
import type { LineIndex } from './line-index.ts';
import { type Pair, pairLines } from './pair-lines.ts';

/** A stretch of rows. Lines are those of the left text (`a`) and of the right one (`b`). */
export type Block =
  /** Lines that both sides have. */
  | { readonly kind: 'same'; readonly a: number; readonly b: number; readonly count: number }
  /** Lines that both sides have, shown as one row. */
  | { readonly kind: 'fold'; readonly a: number; readonly b: number; readonly count: number }
  | { readonly kind: 'change'; readonly change: number; readonly pairs: readonly MatedPair[] };

interface MatedPair extends Pair {
  readonly mate: number | null;
}

/** What one row shows. */
export type Row =
  | {
      readonly kind: 'same' | 'change';
      readonly a: number | null;
      readonly b: number | null;
      readonly change: number;
      /** The line of the other side that stands in a row of its own though it belongs to this one; null for none. */
      readonly mate: number | null;
    }
  | Extract<Block, { kind: 'fold' }>;

/** Lines of the left text, `to` not among them. */
export interface Lines {
  readonly from: number;
  readonly to: number;
}

export interface LayoutOptions {
  /** Lines shown around whatever keeps a fold off. */
  readonly context: number;
  /** Runs of fewer equal lines stay open. */
  readonly least: number;
  /** Lines of the left text that no fold hides: what is leaked, refused, pointed at. */
  readonly kept: readonly number[];
  /** What the user opened. */
  readonly opened: readonly Lines[];
  /** What differs stands in one column: what is gone, and what has come below it. */
  readonly stacked: boolean;
}

const rowsOf = (block: Block): number =>
  block.kind === 'fold' ? 1 : block.kind === 'same' ? block.count : block.pairs.length;

/** The rows of two texts side by side or in one column, as stretches: it takes little room however long the texts are. */
export class Layout {
  readonly rows: number;
  /** The first row of each change, in order. */
  readonly changes: readonly number[];
  readonly #blocks: readonly Block[];
  readonly #starts: readonly number[];
  /** Rows that were asked for, so that the same row is the same object and is drawn once. */
  readonly #rows = new Map<number, Row | null>();

  constructor(blocks: readonly Block[]) {
    this.#blocks = blocks;
    const starts: number[] = [];
    const changes: number[] = [];
    let row = 0;
    for (const block of blocks) {
      starts.push(row);
      if (block.kind === 'change') changes.push(row);
      row += rowsOf(block);
    }
    this.rows = row;
    this.changes = changes;
    this.#starts = starts;
  }

  #blockAt(row: number): number {
    return lastUpTo(this.#starts, row);
  }

  /** What stands in a row; null beyond the last one. */
  row(row: number): Row | null {
    const known = this.#rows.get(row);
    if (known !== undefined) return known;
    const made = this.#read(row);
    this.#rows.set(row, made);
    return made;
  }

  #read(row: number): Row | null {
    const at = this.#blockAt(row);
    const block = this.#blocks[at];
    if (!block || row < 0 || row >= this.rows) return null;
    const inside = row - (this.#starts[at] ?? 0);
    if (block.kind === 'fold') return block;
    if (block.kind === 'same')
      return { kind: 'same', a: block.a + inside, b: block.b + inside, change: -1, mate: null };
    const pair = block.pairs[inside];
    return pair ? { kind: 'change', ...pair, change: block.change } : null;
  }

  /** The row that shows a line of one side, or that it is folded into. */
  rowOf(side: 'a' | 'b', line: number): number {
    const at = lastWhere(this.#blocks.length, (block) => this.#firstLine(side, block) <= line);
    const block = this.#blocks[at];
    const start = this.#starts[at] ?? 0;
    if (!block || block.kind === 'fold') return start;
    if (block.kind === 'same') return start + Math.min(Math.max(line - block[side], 0), block.count - 1);
    const inside = block.pairs.findIndex((pair) => pair[side] === line);
    return start + Math.max(inside, 0);
  }

  /** The first line of a side in a block or after it. */
  #firstLine(side: 'a' | 'b', from: number): number {
    for (let at = from; at < this.#blocks.length; at++) {
      const block = this.#blocks[at];
      if (!block) break;
      if (block.kind !== 'change') return block[side];
      const first = block.pairs.find((pair) => pair[side] !== null)?.[side];
      if (first !== null && first !== undefined) return first;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** All folds with the row each stands in. */
  *folds(): Generator<{ readonly row: number; readonly fold: Extract<Block, { kind: 'fold' }> }> {
    for (const [i, block] of this.#blocks.entries())
      if (block.kind === 'fold') yield { row: this.#starts[i] ?? 0, fold: block };
  }
}

/** Stretches of a run that stay open, in order and apart from each other. */
function openIn(
  run: Lines,
  { context, kept, opened }: LayoutOptions,
  edges: { readonly top: boolean; readonly bottom: boolean },
): readonly Lines[] {
  const wanted: Lines[] = [
    ...(edges.top ? [{ from: run.from, to: run.from + context }] : []),
    ...(edges.bottom ? [{ from: run.to - context, to: run.to }] : []),
    ...kept
      .filter((line) => line >= run.from - context && line < run.to + context)
      .map((line) => ({ from: line - context, to: line + context + 1 })),
    ...opened.filter(({ from, to }) => from < run.to && to > run.from),
  ];
  const open: Lines[] = [];
  for (const { from, to } of wanted.sort((one, other) => one.from - other.from)) {
    const clipped = { from: Math.max(from, run.from), to: Math.min(to, run.to) };
    const last = open.at(-1);
    if (clipped.from >= clipped.to) continue;
    if (last && clipped.from <= last.to)
      open[open.length - 1] = { from: last.from, to: Math.max(last.to, clipped.to) };
    else open.push(clipped);
  }
  return open;
}

function blocksOfRun(
  run: Lines,
  shift: number,
  options: LayoutOptions,
  edges: { readonly top: boolean; readonly bottom: boolean },
): readonly Block[] {
  const block = (kind: 'same' | 'fold', from: number, to: number): Block => ({
    kind,
    a: from,
    b: from + shift,
    count: to - from,
  });
  const blocks: Block[] = [];
  let done = run.from;
  for (const { from, to } of [...openIn(run, options, edges), { from: run.to, to: run.to }]) {
    if (from > done) blocks.push(block(from - done < options.least ? 'same' : 'fold', done, from));
    if (to > from) blocks.push(block('same', from, to));
    done = to;
  }
  return blocks;
}

const beside = (pairs: readonly Pair[]): readonly MatedPair[] =>
  pairs.map((pair) => ({ ...pair, mate: null }));

const stacked = (pairs: readonly Pair[]): readonly MatedPair[] => [
  ...pairs.flatMap(({ a, b }) => (a === null ? [] : { a, b: null, mate: b })),
  ...pairs.flatMap(({ a, b }) => (b === null ? [] : { a: null, b, mate: a })),
];

/** Lays two texts side by side or in one column: what differs in rows of its own, long equal runs folded. */
export function layOutDiff(
  a: LineIndex,
  b: LineIndex,
  hunks: readonly Hunk[],
  options: LayoutOptions,
): Layout {
  const blocks: Block[] = [];
  let [doneA, doneB] = [0, 0];
  const end: Hunk = { fromA: a.count, toA: a.count, fromB: b.count, toB: b.count };
  for (const [change, hunk] of [...hunks, end].entries()) {
    const run = { from: doneA, to: hunk.fromA };
    const edges = { top: change > 0, bottom: hunk !== end };
    if (run.to > run.from) blocks.push(...blocksOfRun(run, doneB - doneA, options, edges));
    const rows = options.stacked ? stacked : beside;
    if (hunk !== end) blocks.push({ kind: 'change', change, pairs: rows(pairLines(a, b, hunk)) });
    doneA = hunk.toA;
    doneB = hunk.toB;
  }
  return new Layout(blocks);
}
