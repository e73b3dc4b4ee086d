import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isArray, isObject, type Json } from '../../shared/json/json.ts';
import { UsageError } from './command.ts';

/** A file that is no line a record is read as a whole, up to so many characters. */
const LARGEST_WHOLE = 256 * 1024 * 1024;

/** A source as text, unpacked where it is gzip, whatever its name. */
async function* piecesOf(source: string): AsyncGenerator<string> {
  const stream: Readable = source === '-' ? process.stdin : createReadStream(source);
  const bytes = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await bytes.next();
  if (first.done) return;
  async function* all(): AsyncGenerator<Buffer> {
    yield first.value as Buffer;
    for (let next = await bytes.next(); !next.done; next = await bytes.next()) yield next.value;
  }
  const isGzip = first.value[0] === 0x1f && first.value[1] === 0x8b;
  const decoder = new TextDecoder();
  if (!isGzip) {
    for await (const piece of all()) yield decoder.decode(piece, { stream: true });
    return;
  }
  const { Readable: Source } = await import('node:stream');
  for await (const piece of Source.from(all()).pipe(createGunzip()) as AsyncIterable<Buffer>)
    yield decoder.decode(piece, { stream: true });
}

/** Lists of records inside one value, each as a value of its own: entries of a HAR, records of CloudTrail, an array. */
function recordsIn(value: Json): readonly Json[] {
  if (isArray(value)) return value;
  if (!isObject(value)) return [value];
  const { log, Records: records } = value;
  if (isObject(log) && isArray(log.entries)) return log.entries;
  return isArray(records) ? records : [value];
}

const isWhole = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const MAY_HOLD_SEVERAL = /^\s*(?:\[|\{\s*"(?:log|Records)"\s*:)/;

/** A line as the records in it. */
const split = (line: string): readonly string[] =>
  MAY_HOLD_SEVERAL.test(line) && isWhole(line)
    ? recordsIn(JSON.parse(line) as Json).map((record) => JSON.stringify(record))
    : [line];

/**
 * The records of a source as lines of JSON: lines as they are, a file that is one value (a HAR, CloudTrail, an array) cut into
 * its records. Memory does not grow with a source of lines. Throws {@link UsageError} where the source cannot be read.
 */
export async function* recordsOf(source: string): AsyncGenerator<readonly string[]> {
  let rest = '';
  let whole: string[] | null = null;
  let size = 0;
  let asked = false;
  try {
    for await (const piece of piecesOf(source)) {
      if (whole) {
        size += piece.length;
        if (size > LARGEST_WHOLE)
          throw new UsageError(`${source} is one value of more than ${LARGEST_WHOLE} characters.`);
        whole.push(piece);
        continue;
      }
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      const [first] = lines;
      if (!asked && first !== undefined) {
        asked = true;
        if (!isWhole(first.replace(/^\uFEFF/, ''))) {
          whole = [lines.join('\n'), '\n', rest];
          size = rest.length;
          continue;
        }
      }
      if (lines.length > 0) yield lines.flatMap(split);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `${source} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const last = whole ? whole.join('') : rest;
  if (last.trim() === '') return;
  const text = last.replace(/^\uFEFF/, '');
  if (isWhole(text)) yield recordsIn(JSON.parse(text) as Json).map((record) => JSON.stringify(record));
  // Lines of which the first is none: each is told apart by itself.
  else yield text.split('\n').filter((line) => line.trim() !== '');
}
