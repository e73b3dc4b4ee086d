import { findAll, type Match, type Query } from '../../shared/diff/find.ts';
import { type Layout, type Lines, layOutDiff } from '../../shared/diff/layout.ts';
import { type Hunk, lineDiff } from '../../shared/diff/line-diff.ts';
import { LineIndex } from '../../shared/diff/line-index.ts';
import type { Pointer } from '../../shared/json/pointer.ts';

/** A word on a value of a text: what is wrong with it. */
export interface Note {
  readonly pointer: Pointer;
  readonly words: string;
  readonly tone: 'error' | 'warning';
}

/** A text in a column. */
export interface Side {
  readonly label: string;
  readonly text: string;
  readonly notes: readonly Note[];
  /** Values that are lit up because the user points at where they are from. */
  readonly lit: readonly Pointer[];
}

export interface Compared {
  readonly a: LineIndex;
  readonly b: LineIndex;
  readonly hunks: readonly Hunk[];
}

const KEPT = 6;
const indexes = new Map<string, LineIndex>();

/** The lines of a text; those of the last few texts are kept, as several panes show the same. */
export function indexOf(text: string): LineIndex {
  const known = indexes.get(text);
  if (known) return known;
  const index = new LineIndex(text);
  indexes.set(text, index);
  for (const oldest of [...indexes.keys()].slice(0, -KEPT)) indexes.delete(oldest);
  return index;
}

/** Two texts with what differs; a single one is held against itself. */
export function compareTexts(left: string, right: string | null): Compared {
  const a = indexOf(left);
  const b = right === null || right === left ? a : indexOf(right);
  return { a, b, hunks: lineDiff(a, b) };
}

/** The notes by the line on which their value begins; of a value that is missing by the nearest one around it. */
export function notesByLine(index: LineIndex, notes: readonly Note[]): ReadonlyMap<number, Note> {
  const found = new Map<number, Note>();
  for (const note of notes) {
    const line = nearestLine(index, note.pointer);
    const known = found.get(line);
    if (!known || (known.tone === 'warning' && note.tone === 'error')) found.set(line, note);
  }
  return found;
}

/** The first line of a value, or of the nearest one around it that the text has. */
export function nearestLine(index: LineIndex, pointer: Pointer): number {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const lines = index.lines(at);
    if (lines) return lines.first;
    if (at === '') return 0;
  }
}

export interface Folding {
  readonly folded: boolean;
  readonly kept: readonly number[];
  readonly opened: readonly Lines[];
  readonly stacked: boolean;
}

/** Texts with fewer lines are shown whole. */
const LEAST_FOLDED = 90;
const CONTEXT = 3;
const LEAST_RUN = 8;

/** The rows; equal runs are folded where there is something else to see. */
export function layOutRows({ a, b, hunks }: Compared, { folded, kept, opened, stacked }: Folding): Layout {
  const isFolded = folded && a.count + b.count > 2 * LEAST_FOLDED && (hunks.length > 0 || kept.length > 0);
  return layOutDiff(a, b, hunks, {
    context: CONTEXT,
    least: isFolded ? LEAST_RUN : Number.POSITIVE_INFINITY,
    kept: isFolded ? kept : [],
    opened: isFolded ? opened : [],
    stacked,
  });
}

/** A match on one of the sides, with the row that shows it. */
export interface Found extends Match {
  readonly side: 'a' | 'b';
  readonly row: number;
}

/** The texts that lines are shown of, and whether those of two stand in one column. */
export interface Columns {
  readonly both: boolean;
  readonly stacked: boolean;
}

/** The matches of both sides in the order of the rows; one in a line that is shown once counts once. */
export function findRows(
  { a, b }: Compared,
  layout: Layout,
  query: Query,
  { both, stacked }: Columns,
): readonly Found[] {
  const placed = (index: LineIndex, side: 'a' | 'b'): readonly Found[] =>
    findAll(index, query).map((match) => ({ ...match, side, row: layout.rowOf(side, match.line) }));
  const left = placed(a, 'a');
  if (!both) return left;
  const right = placed(b, 'b').filter(({ row }) => !stacked || layout.row(row)?.kind === 'change');
  return [...left, ...right].sort(
    (one, other) =>
      one.row - other.row ||
      one.side.localeCompare(other.side) ||
      one.line - other.line ||
      one.from - other.from,
  );
}
