import { createReadStream } from 'node:fs';
import { JSONParser } from '@streamparser/json';
import { isArray, isObject, type Json } from '../../shared/json/json.ts';
import { jsonIn } from '../../shared/json/parse.ts';
import { UsageError } from './command.ts';
import { MOST_CHARACTERS } from './input.ts';
import { reasonOf } from './reason.ts';
import { textPieces } from './text-pieces.ts';
import { unpacked } from './unpacked.ts';

/** What stands for a value that is cut short: no record. */
const BROKEN = 'broken';

/** True where packed bytes end too soon or are damaged: a log that is still written, or was copied in part. */
const isOfGzip = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');

/** A source as text, unpacked where it is gzip: where that is cut short, as far as it goes. */
async function* piecesOf(source: string): AsyncGenerator<string> {
  const stream: AsyncIterable<Buffer> = source === '-' ? process.stdin : createReadStream(source);
  let came = false;
  try {
    for await (const piece of textPieces(unpacked(stream))) {
      came ||= piece !== '';
      yield piece;
    }
  } catch (error) {
    if (!came || !isOfGzip(error)) throw error;
    yield BROKEN;
  }
}

/** Members of one value that hold its records: CloudTrail's, CloudWatch's (events, subscriptions, Insights), a proxy's list. */
const MANY = ['Records', 'Events', 'events', 'logEvents', 'results'];
const LISTS = [...MANY, 'data'];

/** Lists of records inside one value, each as a value of its own: entries of a HAR, of a log, an array. */
function recordsIn(value: Json): readonly Json[] {
  if (isArray(value)) return value;
  if (!isObject(value)) return [value];
  const { log } = value;
  if (isObject(log) && isArray(log.entries)) return log.entries;
  if (value.model !== undefined || value.modelId !== undefined) return [value];
  return LISTS.map((name) => value[name]).find(isArray) ?? [value];
}

/** A record as AWS wraps it: the message of an event, a row of Insights as fields, an event of EventBridge, one that CloudTrail looked up. */
function unwrapped(record: Json): Json {
  if (isArray(record)) {
    const field = record.find((one) => isObject(one) && one.field === '@message');
    return isObject(field) ? unwrapped({ message: field.value ?? null }) : record;
  }
  if (!isObject(record)) return record;
  const { detail } = record;
  if (isObject(detail) && typeof detail.eventName === 'string') return detail;
  const message = record.message ?? record['@message'] ?? record.CloudTrailEvent;
  if (typeof message !== 'string' || !message.startsWith('{')) return record;
  const held = jsonIn(message);
  return isObject(held) ? held : record;
}

const asLine = (record: Json): string => JSON.stringify(unwrapped(record));
const asLines = (value: Json): readonly string[] => recordsIn(value).map(asLine);

/** Where records stand in a value that holds many. */
const OF_A_LIST = ['$.*'];
const OF_AN_OBJECT = ['$.log.entries.*', ...MANY.map((name) => `$.${name}.*`)];

const MAY_HOLD_SEVERAL = new RegExp(
  `^\\s*(?:\\[|\\{\\s*"(?:(?:log|Records|messageType)"\\s*:|(?:${MANY.join('|')})"\\s*:\\s*\\[))`,
);
/** A line that holds one record in another, or several. */
const MAY_BE_AROUND = new RegExp(
  `^\\s*(?:\\[|\\{.{0,400}"(?:log|${LISTS.join('|')}|detail|CloudTrailEvent|@?message)"\\s*:)`,
  's',
);
/** What CloudWatch writes before a message, in its export to S3 and `aws logs tail`: the time, and the stream. */
const STAMP = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)\s+(?:\S+\s+)?(?=\{)/;

/** Values that stand one behind the other, with nothing between them: Firehose puts records so. */
const MAY_BE_SEVERAL = /\}\s*\{/;

/** The values of a text, one behind the other, up to what is none; none where not even the first is one. */
function valuesIn(text: string): readonly string[] {
  const found: string[] = [];
  if (!/^\s*[{[]/.test(text)) return found;
  const parser = new JSONParser({ paths: ['$'], keepStack: false, separator: '' });
  parser.onValue = ({ value }) => void found.push(...asLines(value as Json));
  try {
    parser.write(text);
    if (!parser.isEnded) parser.end();
  } catch {
    if (found.length > 0) found.push(BROKEN);
  }
  return found;
}

/** A line as the records in it. */
function split(line: string): readonly string[] {
  const text = line.replace(STAMP, '');
  const mayBeSeveral = MAY_BE_SEVERAL.test(text);
  const value = mayBeSeveral || MAY_BE_AROUND.test(text) ? jsonIn(text) : undefined;
  if (value !== undefined) return asLines(value);
  const several = mayBeSeveral ? valuesIn(text) : [];
  return several.length > 0 ? several : [text];
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
  const values = value === undefined ? valuesIn(text) : asLines(value);
  // Lines of which the first is none: each is told apart by itself.
  yield values.length > 0
    ? values
    : text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .flatMap(split);
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
