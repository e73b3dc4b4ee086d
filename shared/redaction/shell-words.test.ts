import { describe, expect, it } from 'vitest';
import { shellCommands } from './shell-words.ts';

const said = (text: string): readonly (readonly string[])[] =>
  shellCommands(text).map((words) => words.map((word) => word.text));

describe('the words of a shell text', () => {
  it.each([
    ['a b\nc', [['a', 'b'], ['c']]],
    ['a; b && c | d', [['a'], ['b'], ['c'], ['d']]],
    ['a \\\n b ^\r\n c `\n d', [['a', 'b', 'c', 'd']]],
    [`-u 'KEY: it' "say \\"so\\""`, [['-u', 'KEY: it', 'say "so"']]],
    [`$'it\\'s' x$'y'`, [["it\\'s", 'xy']]],
    ['a\\ b c\\', [['a b', 'c']]],
    ['"not closed; a', [['not closed; a']]],
    ['a\u00a0b\u2028c', [['a', 'b', 'c']]],
  ])('%j', (text, words) => {
    expect(said(text)).toEqual(words);
  });

  it('tell where they stand, and the quotes around them', () => {
    const [[option, value] = []] = shellCommands(`-u "KEY"x 'a'`);
    expect([option?.from, option?.to, option?.quotes]).toEqual([0, 2, 0]);
    expect([value?.from, value?.to, value?.quotes]).toEqual([3, 9, 0]);
  });

  it('are options where what they say begins with a hyphen', () => {
    const [words = []] = shellCommands(`-u "--user" \\-x $'-y' 'a-b' a-b "-`);
    expect(words.map(({ isOption }) => isOption)).toEqual([true, true, true, true, false, false, true]);
  });
});
