import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Firehose packs once more what a subscription of CloudWatch delivers packed; nobody packs more often. */
const MOST_LAYERS = 3;

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function* behind(first: Buffer, bytes: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await bytes.next(); !next.done; next = await bytes.next()) yield next.value;
}

/** Bytes without their gzip, as often as they are packed, whatever the name of their file. Rejects with zlib's error where they are damaged. */
export async function* unpacked(source: AsyncIterable<Buffer>, layers = MOST_LAYERS): AsyncGenerator<Buffer> {
  const bytes = source[Symbol.asyncIterator]();
  const first = await bytes.next();
  if (first.done) return;
  const all = behind(first.value, bytes);
  if (layers === 0 || !isGzip(first.value)) {
    yield* all;
    return;
  }
  const gunzip = createGunzip();
  pipeline(Readable.from(all), gunzip, () => undefined);
  yield* unpacked(gunzip, layers - 1);
}
