import { createGunzip } from 'node:zlib';

/** Firehose packs once more what a subscription of CloudWatch delivers packed; nobody packs more often. */
const MOST_LAYERS = 3;

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function* behind(first: Buffer, bytes: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await bytes.next(); !next.done; next = await bytes.next()) yield next.value;
}

/**
 * Bytes without one gzip around them. What comes before a damaged place is given before that is told: a stream that is
 * read as it comes forgets, where it fails, what nobody has taken yet.
 */
async function* inflated(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const closed = new Promise<void>((resolve) => void gunzip.once('close', () => resolve()));
  const failed: Error[] = [];
  const out: Buffer[] = [];
  gunzip.on('data', (piece: Buffer) => void out.push(piece));
  gunzip.on('error', (error) => void failed.push(error));
  for await (const piece of bytes) {
    await new Promise<void>((resolve) => void gunzip.write(piece, () => resolve()));
    yield* out.splice(0);
    if (failed.length > 0) break;
  }
  gunzip.end();
  await closed;
  yield* out.splice(0);
  if (failed[0]) throw failed[0];
}

/** Bytes without their gzip, as often as they are packed, whatever the name of their file. Rejects with zlib's error where they are damaged, behind what could be read. */
export async function* unpacked(source: AsyncIterable<Buffer>, layers = MOST_LAYERS): AsyncGenerator<Buffer> {
  const bytes = source[Symbol.asyncIterator]();
  const first = await bytes.next();
  if (first.done) return;
  const all = behind(first.value, bytes);
  yield* layers === 0 || !isGzip(first.value) ? all : unpacked(inflated(all), layers - 1);
}
