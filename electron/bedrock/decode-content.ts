import { PassThrough, pipeline, type Readable, Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

/** A body as it came is in an encoding that cannot be undone here. */
export class UnknownEncoding extends Error {
  override readonly name = 'UnknownEncoding';
}

/** Whatever is there is given out at once, and a body that is cut gives what it had. */
const EAGER = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const EAGER_BROTLI = {
  flush: constants.BROTLI_OPERATION_FLUSH,
  finishFlush: constants.BROTLI_OPERATION_FLUSH,
};

/** `deflate` means zlib's format (RFC 9110), and servers that send the bare one are as common. */
function createDeflateReader(): Transform {
  let inner: Transform | null = null;
  return new Transform({
    transform(piece: Buffer, _, done) {
      if (!inner) {
        const isZlib = ((piece[0] ?? 0) & 0x0f) === 8;
        inner = isZlib ? createInflate(EAGER) : createInflateRaw(EAGER);
        inner.on('data', (out: Buffer) => this.push(out));
        inner.on('error', (error) => this.destroy(error));
      }
      // It ends by itself where the compressed data does; what follows is no part of the body.
      if (inner.readableEnded) done();
      else inner.write(piece, (error) => done(error));
    },
    flush(done) {
      if (!inner || inner.readableEnded) return done();
      inner.once('end', () => done());
      inner.end();
    },
  });
}

const DECODERS: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', () => createGunzip(EAGER)],
  ['x-gzip', () => createGunzip(EAGER)],
  ['deflate', createDeflateReader],
  ['br', () => createBrotliDecompress(EAGER_BROTLI)],
  ['identity', () => new PassThrough()],
]);

/** Codings that one body may have over each other: each takes memory of its own, and a header can list thousands. */
const MOST_CODINGS = 4;

/** The codings of a `Content-Encoding` header, the one that was put on last first. */
export const codingsOf = (header: string | undefined): readonly string[] =>
  (header ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity')
    .reverse();

/**
 * The body without its content codings (gzip, deflate, br, several of them), piece by piece as it comes. Errors of the
 * body and of the decoders end it. Throws {@link UnknownEncoding} for others.
 */
export function decodeContent(body: Readable, header: string | undefined): Readable {
  const codings = codingsOf(header);
  if (codings.length > MOST_CODINGS) throw new UnknownEncoding(`${codings.length} content codings`);
  const decoders = codings.map((coding) => {
    const create = DECODERS.get(coding);
    if (!create) throw new UnknownEncoding(coding);
    return create();
  });
  return decoders.reduce<Readable>((source, decoder) => pipeline(source, decoder, () => undefined), body);
}
