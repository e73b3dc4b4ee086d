import { expect, it } from 'vitest';
import { textPieces } from './text-pieces.ts';

async function* inPiecesOf(size: number, bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const TEXT = '{"a": "grüß 😀"}';
it.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${TEXT}`)],
  ['UTF-16', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  ['nothing', Buffer.alloc(0)],
  ['a single byte', Buffer.from('1')],
])('%s is one text however its bytes come', async (name, bytes) => {
  const expected = name === 'UTF-16' ? bytes.toString('utf16le') : bytes.toString('utf8');
  for (const size of [1, 2, 3, 7, 100]) {
    let text = '';
    for await (const piece of textPieces(inPiecesOf(size, bytes))) text += piece;
    expect(text).toBe(expected);
  }
});
