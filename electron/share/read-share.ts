import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Json } from '../../shared/json/json.ts';
import { parseJson } from '../../shared/json/parse.ts';
import { entriesOf, exchangeOfEntry } from '../../shared/share/file/from-har.ts';
import { ShareReader, UnreadableShare } from '../../shared/share/file/share-file.ts';
import type { SharedExchange } from '../../shared/share/file/shared-exchange.ts';
import { newExchangeId } from '../history/sink.ts';

/** One line holds one exchange with its bodies; a longer one is no share file of ours, characters. */
const LONGEST_LINE = 256 * 1024 * 1024;
/** A HAR that is not one of Strata's own is read as a whole, characters. */
const LARGEST_HAR = 256 * 1024 * 1024;
/** What calls say is not packed more densely than so many characters a byte, beyond what any file may unpack to. */
const MOST_DENSE = 250;
const ALWAYS_UNPACKED = 16 * 1024 * 1024;

async function* linesOf(stream: AsyncIterable<string>): AsyncGenerator<string> {
  // The pieces of the line that no line end has ended yet: a long one is put together once.
  let rest: string[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const [first = '', ...more] = chunk.split('\n');
    rest.push(first);
    size += first.length;
    const last = more.pop();
    if (last !== undefined) {
      yield* [rest.join(''), ...more].filter((line) => line !== '');
      rest = [last];
      size = last.length;
    }
    if (size > LONGEST_LINE) throw new UnreadableShare('A line of this file is too long.');
  }
  const line = rest.join('');
  if (line !== '') yield line;
}

/** Passes a text on; throws where it has grown out of proportion to what it was packed in. */
async function* notTooDense(text: AsyncIterable<string>, packed: () => number): AsyncGenerator<string> {
  let unpacked = 0;
  for await (const chunk of text) {
    unpacked += chunk.length;
    if (unpacked > ALWAYS_UNPACKED + MOST_DENSE * packed())
      throw new UnreadableShare('This share file unpacks to far more than calls do, and is not read.');
    yield chunk;
  }
}

async function* ofShare(source: Readable): AsyncGenerator<SharedExchange> {
  const gunzip = createGunzip();
  const text = source.pipe(gunzip).setEncoding('utf8');
  source.on('error', (error) => text.destroy(error));
  const reader = new ShareReader();
  try {
    for await (const line of linesOf(notTooDense(text, () => gunzip.bytesWritten))) {
      const read = reader.read(line);
      if (read.kind === 'exchange') yield read.exchange;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^Z_/.test(String(error.code)))
      throw new UnreadableShare('This share file is cut short or damaged.');
    throw error;
  }
  reader.finish();
}

const NEITHER = 'This file is neither a share file of Strata’s nor a HAR log.';

function parsed(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    throw new UnreadableShare(NEITHER);
  }
}

/** Where a log begins that Strata wrote entry by entry, a line for each. */
const OWN_HEAD = /^\{"log":\{"version":"1\.2","creator":\{"name":"Strata",.{0,1000}"entries":\[$/;

/** A HAR log, one entry after the other: one of Strata's own is read line by line, any other as a whole. */
async function* entriesIn(source: Readable): AsyncGenerator<Json> {
  const lines = linesOf(source.setEncoding('utf8'));
  const first = await lines.next();
  if (first.done) throw new UnreadableShare(NEITHER);
  if (OWN_HEAD.test(first.value)) {
    for await (const line of lines) {
      if (line.startsWith(']')) return;
      yield parsed(line.replace(/^,/, ''));
    }
    throw new UnreadableShare('This HAR log is cut short.');
  }
  let text = first.value;
  for await (const line of lines) {
    text += `\n${line}`;
    if (text.length > LARGEST_HAR)
      throw new UnreadableShare('This HAR file is too large to be read as a whole.');
  }
  const entries = entriesOf(parsed(text));
  if (!entries) throw new UnreadableShare(NEITHER);
  yield* entries;
}

async function* ofHar(source: Readable): AsyncGenerator<SharedExchange> {
  for await (const entry of entriesIn(source)) {
    const exchange = exchangeOfEntry(entry, newExchangeId);
    if (exchange) yield exchange;
  }
}

/** The exchanges of a share file or a HAR log, told apart by their first bytes. Throws {@link UnreadableShare}. */
export async function* readExchanges(source: Readable): AsyncGenerator<SharedExchange> {
  const first = await firstBytes(source);
  yield* first[0] === 0x1f && first[1] === 0x8b ? ofShare(source) : ofHar(source);
}

/** Until a stream has more to read or has ended. */
async function moreOf(source: Readable): Promise<void> {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    await Promise.race([once(source, 'readable', { signal }), once(source, 'end', { signal })]);
  } finally {
    waiting.abort();
  }
}

/** The first bytes of a stream, which stay in it; those of one that has fewer are gone, and make no file of any kind. */
async function firstBytes(source: Readable): Promise<Uint8Array> {
  let held = Buffer.alloc(0);
  while (held.length < 2) {
    const piece = source.read() as Buffer | null;
    if (piece) held = Buffer.concat([held, piece]);
    else if (source.readableEnded || source.destroyed) return held;
    else await moreOf(source);
  }
  source.unshift(held);
  return held;
}
