import { expect, it } from 'vitest';
import { inAscii } from './ascii.mjs';

it('a regular expression written in ASCII alone matches what it matched', () => {
  const source = String.raw`/^[“”„]|‹[^›]*›|\u201f|…/.exec(text)`;
  const match = (code: string, text: string): unknown => new Function('text', `return ${code}`)(text);
  const ascii = inAscii(source);
  expect(ascii).toMatch(/^[\0-\x7f]*$/);
  for (const text of ['“a”', 'x ‹name› y', '‟', '…', 'plain'])
    expect(match(ascii, text)).toEqual(match(source, text));
});

it('a character that four digits cannot name stops the build', () => {
  expect(() => inAscii('/😀/')).toThrow('no escape of four digits');
});

it('a character behind a backslash stops the build: its escape would mean another', () => {
  expect(() => inAscii(String.raw`/\“/`)).toThrow('without the backslash');
});
