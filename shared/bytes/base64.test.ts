import { expect, it } from 'vitest';
import { fromBase64, toBase64 } from './base64.ts';

it.each([0, 1, 2, 3, 255, 256, 0x2000, 0x2001, 300_001])('bytes come back from base64: %i', (length) => {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 167) % 256);
  const text = toBase64(bytes);
  expect(text).toBe(Buffer.from(bytes).toString('base64'));
  expect(Buffer.from(fromBase64(text)).equals(bytes)).toBe(true);
});

it('what is no base64 is refused', () => {
  expect(() => fromBase64('a*b')).toThrow(DOMException);
});
