import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
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
  for await (const piece of Readable.from(all()).pipe(createGunzip()) as AsyncIterable<Buffer>)
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

/** The value that a text is; undefined where it is none. */
const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

const asLines = (value: Json): readonly string[] => recordsIn(value).map((record) => JSON.stringify(record));

const MAY_HOLD_SEVERAL = /^\s*(?:\[|\{\s*"(?:log|Records)"\s*:)/;

/** A line as the records in it. */
function split(line: string): readonly string[] {
  const value = MAY_HOLD_SEVERAL.test(line) ? parsed(line) : undefined;
  return value === undefined ? [line] : asLines(value);
}

/**
 * The records of a source as lines of JSON: lines as they are, a file that is one value (a HAR, CloudTrail, an array) cut into
 * its records. Memory does not grow with a source of lines. Throws {@link UsageError} where the source cannot be read.
 */
export async function* recordsOf(source: string): AsyncGenerator<readonly string[]> {
  // The pieces of what no line end has ended yet: one line may be a whole file, which is put together once.
  let rest: string[] = [];
  let size = 0;
  let isOne = false;
  let asked = false;
  try {
    for await (const piece of piecesOf(source)) {
      const end: number = isOne ? -1 : piece.lastIndexOf('\n');
      if (end >= 0) {
        const text: string = rest.join('') + piece.slice(0, end);
        const lines = text.split('\n');
        isOne = !asked && parsed((lines[0] ?? '').replace(/^\uFEFF/, '')) === undefined;
        asked = true;
        rest = isOne ? [text, piece.slice(end)] : [piece.slice(end + 1)];
        size = isOne ? text.length + piece.length - end : piece.length - end - 1;
        if (!isOne) yield lines.flatMap(split);
      } else {
        rest.push(piece);
        size += piece.length;
      }
      if (size > LARGEST_WHOLE)
        throw new UsageError(`${source} is one value of more than ${LARGEST_WHOLE} characters.`);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `${source} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const text = rest.join('').replace(/^\uFEFF/, '');
  if (text.trim() === '') return;
  const value = parsed(text);
  // Lines of which the first is none: each is told apart by itself.
  yield value === undefined ? text.split('\n').filter((line) => line.trim() !== '') : asLines(value);
}
