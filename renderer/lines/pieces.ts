import { readLine } from '../../shared/diff/read-line.ts';
import type { Stretch } from '../../shared/diff/words.ts';

/** A stretch of a line that is drawn in one way. */
export interface Piece {
  readonly text: string;
  readonly look: 'key' | 'string' | 'number' | 'atom' | 'sign';
  readonly changed: boolean;
  /** `now` is the match that the search stands on. */
  readonly found: 'no' | 'yes' | 'now';
}

export interface LinePieces {
  readonly indent: number;
  readonly before: readonly Piece[];
  /** The value, as far as it is drawn. */
  readonly value: readonly Piece[];
  readonly after: string;
  /** The string whose end is not drawn, without its quotes; null where all of the line is drawn. */
  readonly cut: string | null;
}

interface Marks {
  readonly changed: readonly Stretch[];
  readonly found: readonly Stretch[];
  readonly now: Stretch | null;
}

const covers = ({ from, to }: Stretch, at: number): boolean => from <= at && at < to;

function piecesOf(line: string, { from, to }: Stretch, look: Piece['look'], marks: Marks): readonly Piece[] {
  const all = [...marks.changed, ...marks.found];
  const edges = new Set([from, to]);
  for (const mark of all) {
    if (mark.from > from && mark.from < to) edges.add(mark.from);
    if (mark.to > from && mark.to < to) edges.add(mark.to);
  }
  const sorted = [...edges].sort((one, other) => one - other);
  return sorted.slice(0, -1).map((start, i) => ({
    text: line.slice(start, sorted[i + 1]),
    look,
    changed: marks.changed.some((mark) => covers(mark, start)),
    found:
      marks.now && covers(marks.now, start)
        ? 'now'
        : marks.found.some((mark) => covers(mark, start))
          ? 'yes'
          : 'no',
  }));
}

/** A string that is no longer than this is drawn whole: the column cuts it off, and no button opens what is hardly hidden, UTF-16 units. */
const SHORT = 80;
/** So much of a string is drawn however narrow the column is, UTF-16 units. */
const LEAST = 12;
/** So much of a string before a match that lies beyond what is drawn, UTF-16 units. */
const LEAD = 8;

/**
 * A line as it is drawn. Of a string longer than `room` only so much is drawn as has room: its beginning, or what stands around the
 * match that the search stands on.
 */
export function linePieces(line: string, room: number, marks: Marks): LinePieces {
  const { indent, key, value } = readLine(line);
  const before = key
    ? [
        ...piecesOf(line, key, 'key', marks),
        ...piecesOf(line, { from: key.to, to: value.from }, 'sign', marks),
      ]
    : [];
  const after = line.slice(value.to);
  const left = Math.max(LEAST, room - value.from);
  const late = marks.now && marks.now.to > value.from + left ? marks.now : null;
  const length = value.to - value.from;
  const isCut = value.kind === 'string' && length > left && (length > SHORT || late !== null);
  if (!isCut) return { indent, before, value: piecesOf(line, value, value.kind, marks), after, cut: null };
  const from = late ? Math.max(value.from, Math.min(late.from - LEAD, value.to - left)) : value.from;
  const drawn = piecesOf(line, { from, to: Math.min(value.to, from + left) }, 'string', marks);
  const dots: Piece = { text: '…', look: 'sign', changed: false, found: 'no' };
  return {
    indent,
    before,
    value: late && from > value.from ? [dots, ...drawn] : drawn,
    after,
    cut: line.slice(value.from + 1, value.to - 1),
  };
}
