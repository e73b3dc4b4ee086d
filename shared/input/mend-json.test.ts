import { describe, expect, it } from 'vitest';
import { parseJsonText } from './json-text.ts';

const TEXT = `{
  "model": "m",
  "messages": [
    { "role": "user", "content": "Hi" },
    { "role": "user", "content": [ { "type": "text", "text": "x" } ] }
  ],
  "max_tokens": 5
}`;

const problem = (text: string) => {
  const read = parseJsonText(text);
  const first = read.ok ? undefined : read.problems[0];
  return first && `${first.range.line}:${first.range.column} ${first.message}`;
};

describe('what a slip is called', () => {
  it.each([
    [
      '{ "role": "user", "content": "Hi" }',
      '"role": "user", "content": "Hi" }',
      '4:5 A { is missing before this key',
    ],
    ['"Hi" }', '"Hi" ', '4:39 A } is missing here'],
    ['"Hi" }', '"Hi" ]', '4:39 This ] closes nothing: the object that begins in line 4 is open'],
    ['"messages": [', '"messages": ', '4:5 A [ is missing before this value'],
    ['  ],', '  ,', '6:3 A ] is missing here'],
    ['} ] }', '}  }', '5:67 A ] is missing here'],
    ['[ { "type"', '[ "type"', '5:36 A { is missing before this key'],
    ['{\n  "model"', '\n  "model"', '2:3 A { is missing at the beginning'],
    ['5\n}', '5\n', '7:18 A } is missing here'],
    ['5\n}', '5\n}}', '8:2 This } closes nothing'],
    ['"max_tokens": 5', '"max_tokens": 5,', '7:18 A comma stands here although nothing follows'],
    ['"user", "content": "Hi"', '"user" "content": "Hi"', '4:22 A comma is missing here'],
    ['"model": "m"', '"model" "m"', '2:11 A colon is missing here'],
    ['"model": "m"', '"model": "m', '2:12 A string is not closed'],
  ])('%s as %s', (whole, broken, expected) => {
    expect(problem(TEXT.replace(whole, broken))).toBe(expected);
  });

  it('names what is missing wherever one sign is taken out', () => {
    for (const [at, sign] of [...TEXT].entries()) {
      if (!'{}[]:'.includes(sign)) continue;
      const said = problem(TEXT.slice(0, at) + TEXT.slice(at + 1));
      expect(said, `without ${sign} at ${at}`).toMatch(/is missing|closes nothing/);
      if (!said?.includes('closes nothing')) expect(said).toContain(sign === ':' ? 'colon' : ` ${sign} `);
    }
  });
});
