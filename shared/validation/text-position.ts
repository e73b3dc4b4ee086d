import { lastUpTo } from '../bisect/first-where.ts';
import { lineStarts } from '../json/lines.ts';

/** Line from 1, column in bytes of UTF-8. */
export interface BytePosition {
  readonly line: number;
  readonly column: number;
}

/** Finds positions in one text. */
export interface BytePositions {
  /**
   * Where a parser that reads bytes stands after so many characters.
   * @param offset UTF-16 index into the text
   */
  at(offset: number): BytePosition;
}

/** UTF-16 units between two places whose bytes are counted beforehand. */
const STEP = 1024;

/** Bytes of UTF-8 that stand for a UTF-16 unit; the two halves of a pair have two each. */
const bytesOf = (unit: number): number =>
  unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;

function bytesIn(text: string, from: number, to: number): number {
  let bytes = 0;
  for (let i = from; i < to; i++) bytes += bytesOf(text.charCodeAt(i));
  return bytes;
}

/** Reads a text once, so that many of its positions cost little more than one. */
export function bytePositions(text: string): BytePositions {
  const starts = lineStarts(text);
  const counted = [0];
  for (let at = 0; at + STEP <= text.length; at += STEP)
    counted.push((counted.at(-1) ?? 0) + bytesIn(text, at, at + STEP));
  const bytesBefore = (offset: number): number => {
    const whole = Math.min(Math.floor(offset / STEP), counted.length - 1);
    return (counted[whole] as number) + bytesIn(text, whole * STEP, offset);
  };
  return {
    at(offset) {
      const end = Math.min(offset, text.length);
      const line = lastUpTo(starts, end);
      return { line: line + 1, column: bytesBefore(end) - bytesBefore(starts[line] as number) };
    },
  };
}
