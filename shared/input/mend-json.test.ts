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
    ['"user", "content": "Hi"', '"user, "content": "Hi"', '4:15 The closing quote of this string is missing'],
    ['"model": "m"', '"model: "m"', '2:3 The closing quote of this string is missing'],
    ['"model": "m"', '"model": m"', '2:12 The opening quote of this string is missing'],
    ['"max_tokens"', 'max_tokens"', '7:3 The opening quote of this string is missing'],
    ['"max_tokens"', 'max_tokens', '7:3 This key has no double quotes'],
    ['"model": "m"', '"model": m', '2:12 “m” is no JSON value'],
    ['"model": "m"', '"model": "m""', '2:15 This double quote is one too many'],
    ['"model": "m"', '"model": ""m"', '2:12 A double quote is one too many here'],
    ['"model": "m"', '"model": "a "b" c"', '2:15 This double quote ends the string here'],
    ['"model": "m"', '"model": "m\\"', '2:14 This \\" is a part of the string and does not close it'],
    ['"model": "m"', '"model": "a\nb"', '2:14 A string goes on in the next line'],
    ['"model": "m"', '"model": "a\tb"', '2:14 A tab stands inside a string'],
    ['"model": "m"', '"model": "a\u0001b"', '2:14 A control character stands inside a string'],
    ['"model": "m"', '"model": "C:\\Me"', '2:15 \\M is no escape in JSON'],
    ['"model": "m"', '"model": "\\u12"', '2:13 This \\u escape is cut short'],
    ['"model": "m"', '"model": "a" "b"', '2:14 Two strings stand side by side'],
    ['"model": "m"', '"model": "a" + "b"', '2:16 JSON joins no strings'],
    ['"model": "m"', '"model": \'m\'', '2:12 Single quotes open no JSON string'],
    ['"model": "m"', '"model": “m”', '2:12 Curly quotes open no JSON string'],
    ['"model": "m"', '"model": `m`', '2:12 Backticks open no JSON string'],
    ['"model": "m"', '"model": u"m"', '2:12 A letter stands before the quote'],
    ['"model": "m"', '"model": """m"""', '2:12 Three quotes open no JSON string'],
    ['"model": "m"', '"model": ("m")', '2:12 JSON has no parentheses'],
    ['"model": "m"', '"model": get("m")', '2:12 A call of get stands here'],
    ['"model": "m"', '"model": ...', '2:12 The dots stand for something that is not here'],
    ['"model": "m"', '"model": {{m}}', '2:12 A placeholder stands here'],
    ['"model": "m"', '"model":\u00a0"m"', '2:11 An invisible character (U+00A0) stands here'],
    ['"max_tokens": 5', '"max_tokens" = 5', '7:16 A key and its value are separated by a colon'],
    ['"max_tokens": 5', '"max_tokens":: 5', '7:16 This colon is one too many'],
    ['"max_tokens": 5', '"max_tokens", 5', '7:15 A comma stands here in place of a colon'],
    ['"max_tokens": 5', '"max_tokens": 5;', '7:18 A semicolon separates nothing in JSON'],
    ['"max_tokens": 5', '"max_tokens": # 5', '7:17 JSON has no comments'],
    ['"max_tokens": 5', '"max_tokens": 5 // five', '7:19 JSON has no comments'],
    ['"max_tokens": 5', '"max_tokens": NaN', '7:17 JSON has no NaN'],
    ['"max_tokens": 5', '"max_tokens": None', '7:17 None is Python'],
    ['"max_tokens": 5', '"max_tokens": True', '7:17 True is Python'],
    ['"max_tokens": 5', '"max_tokens": TRUE', '7:17 TRUE is no JSON value'],
    ['"max_tokens": 5', '"max_tokens": undefined', '7:17 JSON has no undefined'],
    ['"max_tokens": 5', '"max_tokens": 5,000', '7:18 A number has no commas in it'],
    ['"max_tokens": 5', '"max_tokens": 0x10', '7:17 0x10 is no JSON number'],
    ['"max_tokens": 5', '"max_tokens": .5', '7:17 .5 is no JSON number'],
    ['"max_tokens": 5', '"max_tokens": 50%', '7:17 50% is no JSON number'],
    ['"max_tokens": 5', '"max_tokens": 5.', '7:17 A number is cut short'],
    ['"model": "m",', '"model": "m",,', '2:16 This comma is one too many'],
    ['"messages": [', '"messages": [,', '3:16 A comma stands here although nothing comes before'],
    ['  ],\n', '', '5:71 A ] is missing here'],
    ['} ] }', '} ]] }', '5:69 This ] closes nothing'],
    ['[ { "type": "text", "text": "x" } ]', '["a": "b"]', '5:38 A colon stands in a list'],
    ['5\n}', '5,\n', '8:1 The text ends inside the object that begins in line 1'],
    ['5\n}', '5\n}\n{}', '9:1 There is more text after the JSON document'],
  ])('%s as %s', (whole, broken, expected) => {
    expect(problem(TEXT.replace(whole, broken))).toBe(expected);
  });

  it('names one slip rightly where there are others', () => {
    expect(problem(TEXT.replaceAll('"', "'"))).toBe('2:3 Single quotes open no JSON string');
    expect(problem('{"a": True, "b": None, "c": [1,]}')).toBe('1:7 True is Python');
    expect(problem('{"a: "b", "c: "d"}')).toBe('1:2 The closing quote of this string is missing');
  });

  it('names the quote wherever one is taken out', () => {
    for (const [at, sign] of [...TEXT].entries())
      if (sign === '"')
        expect(problem(TEXT.slice(0, at) + TEXT.slice(at + 1)), `at ${at}`).toMatch(/quote|not closed/);
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
