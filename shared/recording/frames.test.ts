import { expect, test } from 'vitest';
import { frameContent } from './frames.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each([
  ['nothing', '', ''],
  ['ASCII alone', '{"type":"ping"}\0\x7f', '{"type":"ping"}\0\x7f'],
  ['letters beyond it', '{"text":"Grüße 😀"}', '{"text":"Grüße 😀"}'],
  ['a byte order mark', '\uFEFF{}', '{}'],
])('a chunk of %s is read as UTF-8', (_, said, read) => {
  const bytes = Buffer.from(said).toString('base64');
  expect(frameContent('chunk', utf8(JSON.stringify({ bytes })))).toBe(read);
  expect(frameContent('chunk', utf8(JSON.stringify({ more: 1, bytes })))).toBe(read);
});

test('a chunk of bytes that are no UTF-8 shows where', () => {
  expect(frameContent('chunk', utf8('{"bytes":"YcNi"}'))).toBe('a\uFFFDb');
});
