import { lastUpTo } from '../bisect/first-where.ts';
import { lineStarts } from '../json/lines.ts';
import type { TextRange } from './text-range.ts';

/** Makes ranges `[from, to)` of one text with the line and column (from 1) of their start; the text is read once. */
export function ranges(text: string): (from: number, to?: number) => TextRange {
  let starts: readonly number[] | undefined;
  return (from, to = from) => {
    starts ??= lineStarts(text);
    const start = Math.max(0, Math.min(from, text.length));
    const line = lastUpTo(starts, start);
    return {
      from: start,
      to: Math.max(start, Math.min(to, text.length)),
      line: line + 1,
      column: start - (starts[line] as number) + 1,
    };
  };
}

/** One range of a text; use {@link ranges} for several. */
export function rangeAt(text: string, from: number, to: number = from): TextRange {
  return ranges(text)(from, to);
}
