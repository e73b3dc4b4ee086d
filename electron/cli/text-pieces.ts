import { StringDecoder } from 'node:string_decoder';

/** Marks of UTF-16, which Windows PowerShell writes where an output is redirected into a file. */
const isUtf16 = (bytes: Buffer): boolean => bytes[0] === 0xff && bytes[1] === 0xfe;

/**
 * Bytes as text, piece by piece: UTF-16 where they begin with its mark (little end first), else UTF-8. A mark of the byte
 * order stays, as the first character.
 */
export async function* textPieces(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: StringDecoder | null = null;
  let first = Buffer.alloc(0);
  for await (const piece of bytes) {
    if (decoder) {
      yield decoder.write(piece);
      continue;
    }
    first = Buffer.concat([first, piece]);
    if (first.length < 2) continue;
    decoder = new StringDecoder(isUtf16(first) ? 'utf16le' : 'utf8');
    yield decoder.write(first);
  }
  yield decoder ? decoder.end() : first.toString('utf8');
}
