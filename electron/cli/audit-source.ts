import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { JSONParser } from '@streamparser/json';
import { isArray, isObject, type Json } from '../../shared/json/json.ts';
import { jsonIn } from '../../shared/json/parse.ts';
import { UsageError } from './command.ts';
import { MOST_CHARACTERS } from './input.ts';
import { reasonOf } from './reason.ts';

/** What stands for a value that is cut short: no record. */
const BROKEN = 'broken';

/** True where packed bytes end too soon or are damaged: a log that is still written, or was copied in part. */
const isOfGzip = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');

/** A source as text, unpacked where it is gzip, whatever its name: where that is cut short, as far as it goes. */
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
  let came = false;
  try {
    for await (const piece of Readable.from(all()).pipe(createGunzip()) as AsyncIterable<Buffer>) {
      came = true;
      yield decoder.decode(piece, { stream: true });
    }
  } catch (error) {
    if (!came || !isOfGzip(error)) throw error;
    yield BROKEN;
  }
}

/** Members of one value that hold its records: CloudTrail's, CloudWatch's (events, subscriptions, Insights), a proxy's list. */
const LISTS = ['Records', 'events', 'logEvents', 'results', 'data'];

/** Lists of records inside one value, each as a value of its own: entries of a HAR, of a log, an array. */
function recordsIn(value: Json): readonly Json[] {
  if (isArray(value)) return value;
  if (!isObject(value)) return [value];
  const { log } = value;
  if (isObject(log) && isArray(log.entries)) return log.entries;
  if (value.model !== undefined || value.modelId !== undefined) return [value];
  return LISTS.map((name) => value[name]).find(isArray) ?? [value];
}

/** A record as CloudWatch wraps it: the message of an event, a row of Insights as fields. */
function unwrapped(record: Json): Json {
  if (isArray(record)) {
    const field = record.find((one) => isObject(one) && one.field === '@message');
    return isObject(field) ? unwrapped({ message: field.value ?? null }) : record;
  }
  if (!isObject(record)) return record;
  const message = record.message ?? record['@message'];
  if (typeof message !== 'string' || !message.startsWith('{')) return record;
  const held = jsonIn(message);
  return isObject(held) ? held : record;
}

const asLine = (record: Json): string => JSON.stringify(unwrapped(record));
const asLines = (value: Json): readonly string[] => recordsIn(value).map(asLine);

/** Where records stand in a value that holds many. */
const OF_A_LIST = ['$.*'];
const OF_AN_OBJECT = ['$.log.entries.*', '$.Records.*', '$.events.*', '$.logEvents.*', '$.results.*'];

const MAY_HOLD_SEVERAL =
  /^\s*(?:\[|\{\s*"(?:(?:log|Records|messageType)"\s*:|(?:events|logEvents|results)"\s*:\s*\[))/;
/** A line that holds one record in another, or several. */
const MAY_BE_AROUND = /^\s*(?:\[|\{.{0,400}"(?:log|Records|events|logEvents|results|data|@?message)"\s*:)/s;
/** What CloudWatch writes before a message, in its export to S3 and `aws logs tail`: the time, and the stream. */
const STAMP = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)\s+(?:\S+\s+)?(?=\{)/;

/** A line as the records in it. */
function split(line: string): readonly string[] {
  const text = line.replace(STAMP, '');
  const value = MAY_BE_AROUND.test(text) ? jsonIn(text) : undefined;
  return value === undefined ? [text] : asLines(value);
}

/** Characters by which a source is told apart. */
const HEAD = 200;

/** The first characters of a source, without what marks a byte order, and all that follows. */
async function headOf(pieces: AsyncIterator<string>): Promise<string> {
  let head = '';
  while (head.trimStart().length < HEAD) {
    const next = await pieces.next();
    if (next.done) break;
    head += next.value;
  }
  return head.replace(/^\uFEFF/, '');
}

async function* behind(head: string, pieces: AsyncIterator<string>): AsyncGenerator<string> {
  yield head;
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
}

/** The records of values that hold many, one after the other: none of the values is ever whole in memory. */
async function* streamed(pieces: AsyncIterable<string>, paths: string[]): AsyncGenerator<readonly string[]> {
  const parser = new JSONParser({ paths, keepStack: false, separator: '' });
  let found: string[] = [];
  parser.onValue = ({ value }) => void found.push(asLine(value as Json));
  try {
    for await (const piece of pieces) {
      parser.write(piece);
      if (found.length > 0) yield found;
      found = [];
    }
    if (!parser.isEnded) parser.end();
  } catch (error) {
    // What is no JSON from here on; a source that cannot be read is another matter.
    if (error instanceof Error && !('code' in error)) found.push(BROKEN);
    else throw error;
  }
  if (found.length > 0) yield found;
}

/** Lines as they are; a text of which the first line is no value is one value as a whole, such as one request. */
async function* lined(source: string, pieces: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  // The pieces of what no line end has ended yet: one line may be a whole file, which is put together once.
  let rest: string[] = [];
  let size = 0;
  let isOne = false;
  let asked = false;
  for await (const piece of pieces) {
    const end: number = isOne ? -1 : piece.lastIndexOf('\n');
    if (end >= 0) {
      const text: string = rest.join('') + piece.slice(0, end);
      const lines = text.split('\n');
      isOne = !asked && jsonIn((lines[0] ?? '').replace(STAMP, '')) === undefined;
      asked = true;
      rest = isOne ? [text, piece.slice(end)] : [piece.slice(end + 1)];
      size = isOne ? text.length + piece.length - end : piece.length - end - 1;
      if (!isOne) yield lines.flatMap(split);
    } else {
      rest.push(piece);
      size += piece.length;
    }
    if (size > MOST_CHARACTERS)
      throw new UsageError(`${source} is one value of more than ${MOST_CHARACTERS} characters.`);
  }
  const text = rest.join('');
  if (text.trim() === '') return;
  const value = jsonIn(text);
  // Lines of which the first is none: each is told apart by itself.
  yield value === undefined
    ? text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .flatMap(split)
    : asLines(value);
}

/**
 * The records of a source as lines of JSON: lines as they are, values that hold many (a HAR, CloudTrail, an array) cut into their
 * records. Memory grows with the largest record, not with the source. Throws {@link UsageError} where the source cannot be read.
 */
export async function* recordsOf(source: string): AsyncGenerator<readonly string[]> {
  try {
    const pieces = piecesOf(source);
    const head = await headOf(pieces);
    const all = behind(head, pieces);
    if (!MAY_HOLD_SEVERAL.test(head)) yield* lined(source, all);
    else yield* streamed(all, head.trimStart().startsWith('[') ? OF_A_LIST : OF_AN_OBJECT);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${source} cannot be read: ${reasonOf(error)}`);
  }
}
