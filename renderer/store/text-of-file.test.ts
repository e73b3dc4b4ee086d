import { expect, it } from 'vitest';
import { textOfFile } from './text-of-file.ts';

it.each([
  ['UTF-8', Buffer.from('{"a": "grüß"}')],
  ['UTF-8 with its mark', Buffer.from('\ufeff{"a": "grüß"}')],
  ['UTF-16, as Windows PowerShell writes it', Buffer.from('\ufeff{"a": "grüß"}', 'utf16le')],
])('a file in %s is read', async (_, bytes) => {
  expect(await textOfFile(new Blob([new Uint8Array(bytes)]))).toBe('{"a": "grüß"}');
});

it('an empty file, or one of a single byte, says what it has', async () => {
  expect([await textOfFile(new Blob([])), await textOfFile(new Blob(['1']))]).toEqual(['', '1']);
});
