import type { TextRange } from '../contract/inspection.ts';

/** The range `[from, to)` of a text with the line and column (from 1) of its start. */
export function rangeAt(text: string, from: number, to: number = from): TextRange {
  const start = Math.max(0, Math.min(from, text.length));
  const before = text.slice(0, start);
  const lastBreak = before.lastIndexOf('\n');
  let line = 1;
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line++;
  return { from: start, to: Math.max(start, Math.min(to, text.length)), line, column: start - lastBreak };
}
