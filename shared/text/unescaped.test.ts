import { expect, it } from 'vitest';
import { unescaped } from './unescaped.ts';

it.each([
  [
    'other scripts',
    String.raw`{"city": "\u6771\u4EAC", "name": "Zo\u00eb"}`,
    '{"city": "東京", "name": "Zoë"}',
  ],
  ['pairs of surrogates', String.raw`"\ud83d\ude00!"`, '"😀!"'],
])('%s are shown as they are read', (_, json, text) => {
  expect(unescaped(json)).toBe(text);
  expect(JSON.parse(text)).toEqual(JSON.parse(json));
});

it.each([
  ['controls', String.raw`"\u0000\u001b\n\u0085"`],
  ['marks that turn what follows', String.raw`"\u202e\u2066\u200f"`],
  ['marks that hide', String.raw`"\u200b\ufeff\u2028"`],
  ['what would end the text', String.raw`"\u0022\u005c"`],
  ['halves of characters', String.raw`"\ud83d \udc00 \ud83d"`],
  ['an escaped backslash before a u', String.raw`"\\u6771"`],
  ['what is no escape', String.raw`\u12 \uzzzz \\`],
])('%s stay as they are', (_, json) => {
  expect(unescaped(json)).toBe(json);
});

it('a character before half a character is shown alone', () => {
  expect(unescaped(String.raw`"\u6771\udc00"`)).toBe(String.raw`"東\udc00"`);
});
