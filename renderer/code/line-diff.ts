import { Change, presentableDiff } from '@codemirror/merge';
import { diff } from 'fast-myers-diff';

/** Changed blocks above this many UTF-16 units are shown whole, without the changes inside their lines. */
const LARGEST_INNER = 4_000;

interface Lines {
  readonly text: readonly string[];
  /** Start offset of each line, and of the line after the last. */
  readonly at: readonly number[];
}

function linesOf(text: string): Lines {
  const lines = text.split('\n');
  const at: number[] = [];
  let offset = 0;
  for (const line of lines) {
    at.push(offset);
    offset += line.length + 1;
  }
  at.push(offset - 1);
  return { text: lines, at };
}

/** A line of pretty-printed JSON without the comma that only says that another member follows. */
const bare = (line: string): string => (line.endsWith(',') ? line.slice(0, -1) : line);

/**
 * Differences of two JSON texts by lines, refined inside each changed block. The merge view's own
 * difference gives up on large bodies and marks them as one change; this one does not.
 */
export function lineDiff(a: string, b: string): readonly Change[] {
  const left = linesOf(a);
  const right = linesOf(b);
  const changes: Change[] = [];
  for (const [fromA, toA, fromB, toB] of diff(left.text.map(bare), right.text.map(bare))) {
    const block = new Change(
      Math.min(left.at[fromA] ?? a.length, a.length),
      Math.min(left.at[toA] ?? a.length, a.length),
      Math.min(right.at[fromB] ?? b.length, b.length),
      Math.min(right.at[toB] ?? b.length, b.length),
    );
    changes.push(...refine(a, b, block));
  }
  return changes;
}

/** The changes inside lines that both sides have; whole lines that one side lacks are left out. */
export function innerChanges(a: string, b: string): readonly Change[] {
  return lineDiff(a, b).filter(({ fromA, toA, fromB, toB }) => {
    const inLineA = !a.slice(fromA, toA).includes('\n');
    const inLineB = !b.slice(fromB, toB).includes('\n');
    return inLineA && inLineB && (toA > fromA || toB > fromB);
  });
}

function refine(a: string, b: string, block: Change): readonly Change[] {
  const { fromA, toA, fromB, toB } = block;
  if (fromA === toA || fromB === toB || toA - fromA + toB - fromB > LARGEST_INNER) return [block];
  return presentableDiff(a.slice(fromA, toA), b.slice(fromB, toB)).map(
    (inner) => new Change(inner.fromA + fromA, inner.toA + fromA, inner.fromB + fromB, inner.toB + fromB),
  );
}
