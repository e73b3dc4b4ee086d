import { parser as javaScript } from '@lezer/javascript';
import { parser as python } from '@lezer/python';
import { describe, expect, it } from 'vitest';
import { parseWithin } from './parse-within.ts';

const CODE = 'messages.append({"role": "user", "content": "It is late, and the text goes on."})\n'.repeat(
  1000,
);
const PROSE = 'Call create( something and the quick brown fox jumps over it.\n'.repeat(1000);

describe('parsing as far as a text is code', () => {
  it('gives the tree of the whole text where it is', () => {
    expect(parseWithin(python, CODE).toString()).toBe(python.parse(CODE).toString());
  });

  it('gives the same tree for a word in quotes, however long it is', () => {
    const picture = `f(url="data:image/png;base64,${'iVBORw0K'.repeat(5_000)}", 'x/${'A'.repeat(9_000)}')`;
    expect(parseWithin(python, picture).toString()).toBe(python.parse(picture).toString());
  });

  it.each([python, javaScript])('ends soon where a long text is none', (parser) => {
    expect(parseWithin(parser, PROSE).length).toBeLessThan(PROSE.length / 3);
  });

  it('ends soon where code does', () => {
    const tree = parseWithin(python, CODE + PROSE.repeat(3));
    expect(tree.length).toBeGreaterThan(CODE.length);
    expect(tree.length).toBeLessThan(2 * CODE.length);
  });

  it('reads a short text to its end, whatever it is', () => {
    const short = PROSE.slice(0, 3000);
    expect(parseWithin(python, short).length).toBe(short.length);
  });

  it('stops in signs that are passed over in one piece', () => {
    expect(parseWithin(python, '$€£¥'.repeat(50_000)).length).toBeLessThan(20_000);
  });

  it('gives the same tree for signs in quotes, however often they are repeated', () => {
    const rule = `f("${'-='.repeat(5_000)}", '${'['.repeat(500)}', """${'<('.repeat(9_000)}""")`;
    expect(parseWithin(python, rule).toString()).toBe(python.parse(rule).toString());
  });

  // Each takes minutes where every one of them is read.
  it.each(['-', '!', '<(', '[', '${', '}}', '\u2028'])('is not held up by %j without end', (signs) => {
    const code = `f(${signs.repeat(200_000)}`;
    for (const parser of [python, javaScript])
      expect(parseWithin(parser, code).length).toBeLessThanOrEqual(code.length);
  });
});
