import { describe, expect, it } from 'vitest';
import { pythonRepr, pythonText } from './repr.ts';

describe('JSON values as Python writes them', () => {
  it.each([
    [null, 'None'],
    [[true, false], '[True, False]'],
    [{ a: 1, b: [0.5, -2] }, "{'a': 1, 'b': [0.5, -2]}"],
    [1e22, '1e+22'],
    [1.5e-7, '1.5e-07'],
    [0.0001, '0.0001'],
    [123456789012, '123456789012'],
    [[], '[]'],
    [{}, '{}'],
  ])('%j becomes %s', (value, text) => {
    expect(pythonRepr(value)).toBe(text);
  });

  it.each([
    ["it's", `"it's"`],
    ['say "hi"', `'say "hi"'`],
    [`both ' and "`, `'both \\' and "'`],
    ['a\nb\tc\\', "'a\\nb\\tc\\\\'"],
    ['\u0007\u0085\u00a0', "'\\x07\\x85\\xa0'"],
    ['\u2028\u200b', "'\\u2028\\u200b'"],
    ['Ü 你好 👋🏽', "'Ü 你好 👋🏽'"],
    ['\u{10ffff}', "'\\U0010ffff'"],
  ])('quotes and escapes %j', (value, text) => {
    expect(pythonRepr(value)).toBe(text);
  });

  it('leaves a string that stands alone as it is', () => {
    expect(pythonText("it's")).toBe("it's");
    expect(pythonText([{ type: 'text', text: 'hi' }])).toBe("[{'type': 'text', 'text': 'hi'}]");
  });
});
