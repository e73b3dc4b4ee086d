import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { UsageError } from './command.ts';

/** Opens a file, or stdin for `-`. */
function open(source: string): Readable {
  return source === '-' ? process.stdin : createReadStream(source);
}

const asUsageError = (source: string, error: unknown): UsageError => {
  const reason = error instanceof Error ? error.message : String(error);
  return new UsageError(`${source === '-' ? 'stdin' : source} cannot be read: ${reason}`);
};

/**
 * The lines of a JSONL source, without their line ends, as they arrive together. Only LF and CRLF end a
 * line: the other separators that Unicode knows may stand inside a JSON string.
 */
export async function* linesOf(source: string): AsyncGenerator<readonly string[]> {
  const stream = open(source).setEncoding('utf8');
  let parts: string[] = [];
  let first = true;
  const finish = (last: string): string => {
    let line = parts.length === 0 ? last : parts.join('') + last;
    parts = [];
    if (first) line = line.replace(/^\uFEFF/, '');
    first = false;
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  };
  try {
    for await (const chunk of stream as AsyncIterable<string>) {
      const lines: string[] = [];
      let start = 0;
      for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
        lines.push(finish(chunk.slice(start, end)));
        start = end + 1;
      }
      if (lines.length > 0) yield lines;
      if (start < chunk.length) parts.push(chunk.slice(start));
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

/** A whole source as text. */
export async function textOf(source: string): Promise<string> {
  const parts: string[] = [];
  try {
    for await (const chunk of open(source).setEncoding('utf8') as AsyncIterable<string>) parts.push(chunk);
  } catch (error) {
    throw asUsageError(source, error);
  }
  return parts.join('').replace(/^\uFEFF/, '');
}
