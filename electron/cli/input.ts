import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { UsageError } from './command.ts';
import { reasonOf } from './reason.ts';
import { textPieces } from './text-pieces.ts';

const named = (source: string): string => (source === '-' ? 'stdin' : source);

/** Longer lines and texts are no requests, and V8 has no string for those twice as long, UTF-16 units. */
export const MOST_CHARACTERS = 256 * 1024 * 1024;

const tooLong = (source: string, what: string, most: number): UsageError =>
  new UsageError(`${named(source)} ${what} of more than ${most} characters.`);

/** Opens a file, or stdin for `-`. */
function open(source: string): Readable {
  return source === '-' ? process.stdin : createReadStream(source);
}

const asUsageError = (source: string, error: unknown): UsageError => {
  if (error instanceof UsageError) return error;
  return new UsageError(`${named(source)} cannot be read: ${reasonOf(error)}`);
};

/**
 * The lines of a JSONL source, without their line ends, as they arrive together. Only LF and CRLF end a
 * line: the other separators that Unicode knows may stand inside a JSON string.
 * Throws {@link UsageError} where it cannot be read, or has a line of more than `most` UTF-16 units.
 */
export async function* linesOf(
  source: string,
  most: number = MOST_CHARACTERS,
): AsyncGenerator<readonly string[]> {
  const stream = textPieces(open(source));
  let parts: string[] = [];
  let size = 0;
  let first = true;
  const finish = (last: string): string => {
    let line = parts.length === 0 ? last : parts.join('') + last;
    parts = [];
    size = 0;
    if (first) line = line.replace(/^\uFEFF/, '');
    first = false;
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  };
  try {
    for await (const chunk of stream) {
      const lines: string[] = [];
      let start = 0;
      for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
        lines.push(finish(chunk.slice(start, end)));
        start = end + 1;
      }
      if (lines.length > 0) yield lines;
      if (start < chunk.length) parts.push(chunk.slice(start));
      size += chunk.length - start;
      if (size > most) throw tooLong(source, 'has a line', most);
    }
  } catch (error) {
    throw asUsageError(source, error);
  }
  if (parts.length > 0) yield [finish('')];
}

/** A whole source in bytes. */
export async function bytesOf(source: string): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  try {
    for await (const chunk of open(source) as AsyncIterable<Buffer>) parts.push(chunk);
  } catch (error) {
    throw asUsageError(source, error);
  }
  return Buffer.concat(parts);
}

/** A whole source as text. Throws {@link UsageError} where it is none, or one of more than `most` UTF-16 units. */
export async function textOf(source: string, most: number = MOST_CHARACTERS): Promise<string> {
  const parts: string[] = [];
  let size = 0;
  try {
    for await (const chunk of textPieces(open(source))) {
      parts.push(chunk);
      size += chunk.length;
      if (size > most) throw tooLong(source, 'is a text', most);
    }
  } catch (error) {
    throw asUsageError(source, error);
  }
  return parts.join('').replace(/^\uFEFF/, '');
}
