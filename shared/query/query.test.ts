import { describe, expect, it } from 'vitest';
import { completeQuery, writeValue } from './complete.ts';
import { explainQuery } from './explain.ts';
import { parseQuery } from './parse.ts';
import { readDuration, readNumber, readShare, readSize } from './units.ts';
import { readWhen } from './when.ts';
import { standIn, wordsOf } from './words.ts';

const NOW = new Date(2026, 10, 26, 12, 0).getTime();
const explain = (text: string): string => explainQuery(parseQuery(text, NOW).tree);

describe('a filter says in a sentence what it lets through', () => {
  it.each([
    ['', 'All exchanges.'],
    ['model:claude*', 'Exchanges where the model contains “claude*”.'],
    [
      'model:anthropic.claude-sonnet-4-20250514-v1:0',
      'Exchanges where the model contains “anthropic.claude-sonnet-4-20250514-v1:0”.',
    ],
    ['model:=x,y', 'Exchanges where the model is “x” or “y”.'],
    ['status:>=400', 'Exchanges where the status is 400 or more.'],
    ['status:400..499', 'Exchanges where the status is 400 or more and 499 or less.'],
    ['status:4xx', 'Exchanges where the status is 400 or more and less than 500.'],
    ['status:2XX', 'Exchanges where the status is 200 or more and less than 300.'],
    ['status:>=4xx', 'Exchanges where the status is 400 or more.'],
    ['status:>4xx', 'Exchanges where the status is 500 or more.'],
    ['status:4xx..5xx', 'Exchanges where the status is 400 or more and less than 600.'],
    ['status>=400', 'Exchanges where the status is 400 or more.'],
    ['-op:converse', 'Exchanges where the operation does not contain “converse”.'],
    ['stall:>500ms', 'Exchanges where the longest stall is more than 500 ms.'],
    ['burst:>50%', 'Exchanges where the share of gaps under 1 ms is more than 50 %.'],
    ['size:<1.5mb', 'Exchanges where the size of the request is less than 1.5 MB.'],
    ['leaked:stream_chunk_size', 'Exchanges where it is marked leaked of “stream_chunk_size”.'],
    ['fate:lost', 'Exchanges where it is marked lost.'],
    ['is:pinned -is:running', 'Exchanges where it is pinned and it is not still running.'],
    ['first-token:none', 'Exchanges where the first token is not known.'],
    ['side:bed state:fail', 'Exchanges where the side is bedrock and the state is failed.'],
    [
      '"tool use" parcel',
      'Exchanges where what was said, or a name, has “tool use” and what was said, or a name, has “parcel…”.',
    ],
    [
      'asked:parcel OR answered:"no idea"',
      'Exchanges where what was asked has “parcel…” or what was answered has “no idea”.',
    ],
    ['NOT (route:invoke status:400)', 'Exchanges where not (the route is invoke and the status is 400).'],
    ['last:15m', 'Exchanges where the start is at or after 2026-11-26 11:45.'],
    ['started:2026-11-25', 'Exchanges where the start is at or after 2026-11-25 and before 2026-11-26.'],
    [
      'conversation:A1 request-id:B2',
      'Exchanges where the conversation is a1 and Bedrock’s request id is b2.',
    ],
    ['status:=400', 'Exchanges where the status is 400.'],
    ['-status:400', 'Exchanges where the status is not 400.'],
    ['status:..399,500..', 'Exchanges where the status is 399 or less or 500 or more.'],
    ['-model:=x', 'Exchanges where the model is not “x”.'],
    ['-answered:sorry', 'Exchanges where what was answered does not have “sorry…”.'],
    ['model:none -model:none', 'Exchanges where the model is not known and the model is known.'],
    ['-model:any', 'Exchanges where the model is not known.'],
    ['-leaked:seed', 'Exchanges where it is not marked leaked of “seed”.'],
    ['tokens-in:>12k', 'Exchanges where the number of input tokens is more than 12000.'],
    ['duration:2s..1.5m', 'Exchanges where the duration is 2 s or more and 1.5 min or less.'],
    ['duration:>=3h', 'Exchanges where the duration is 3 h or more.'],
    ['duration:<4d', 'Exchanges where the duration is less than 4 days.'],
    ['size:>=512', 'Exchanges where the size of the request is 512 B or more.'],
    ['size:>2kb', 'Exchanges where the size of the request is more than 2 kB.'],
    ['size:>2g', 'Exchanges where the size of the request is more than 2 GB.'],
    ['started:>=14:05:30', 'Exchanges where the start is at or after 2026-11-26 14:05:30.'],
    ['started:..2026-11-26T10:00', 'Exchanges where the start is before 2026-11-26 10:01.'],
    ['model:"a\\"b', 'Exchanges where the model contains “a"b”.'],
    [
      'a && b || !c',
      'Exchanges where (what was said, or a name, has “a…” and what was said, or a name, has “b…”) or what was said, or a name, does not have “c…”.',
    ],
    ['https://a.b', 'Exchanges where what was said, or a name, has “https a b…”.'],
  ])('%s', (text, sentence) => {
    expect(parseQuery(text, NOW).problems).toEqual([]);
    expect(explain(text)).toBe(sentence);
  });
});

describe('what is not understood is a problem at its place, and lets everything through', () => {
  it.each([
    ['status:', 0, 7, 'takes a number'],
    ['status:4x', 0, 9, '“4x” is not a number'],
    ['model:>5', 0, 8, 'no order'],
    ['colour:red', 0, 10, 'no field “colour”'],
    ['claude (status:400', 7, 8, 'not closed'],
    ['a ) b', 2, 3, 'bracket closes'],
    ['a OR', 2, 4, 'missing'],
    ['AND a', 0, 3, 'missing beside AND'],
    ['NOT', 0, 3, 'Nothing follows'],
    ['is:purple', 0, 9, 'none of them'],
    ['flag:leaked,lost', 0, 16, 'takes one of'],
    ['route:x', 0, 7, 'none of them'],
    ['"…"', 0, 3, 'no letter or digit'],
    ['last:soon', 0, 9, 'a time such as'],
    ['route:', 0, 6, 'takes invoke, converse'],
    ['is:', 0, 3, 'takes pinned'],
    ['flag:', 0, 5, 'takes '],
    ['flag:purple', 0, 11, 'none of them'],
    ['model:', 0, 6, 'needs a value, for example'],
    ['model:a,', 0, 8, 'needs a value'],
    ['status:x..y', 0, 11, 'not a number'],
    ['status:..', 0, 9, 'not a number'],
    ['asked:a,b', 0, 9, 'One text at a time'],
    ['route:"",x', 0, 10, 'takes invoke'],
    ['modele:x', 0, 8, 'model is one'],
    ['()', 0, 1, 'missing'],
    ['a OR )', 2, 4, 'missing'],
    ['NOT AND a', 0, 3, 'Nothing follows'],
    ['a AND OR b', 2, 5, 'missing beside AND'],
    [')', 0, 1, 'bracket closes'],
    ['started:2026-06-31', 0, 18, 'a day'],
    [`${'-('.repeat(60)}a`, 40, 41, 'Nested'],
    [Array.from({ length: 210 }, (_, i) => `w${i}`).join(' '), 890, 894, 'at most 200'],
    ['x'.repeat(4_001), 4_000, 4_001, 'at most 4000'],
  ])('%s', (text, from, to, words) => {
    const { problems } = parseQuery(text, NOW);
    expect(problems[0]).toMatchObject({ from, to });
    expect(problems.map(({ message }) => message).join('\n')).toContain(words);
  });

  it('and the rest of the filter counts', () => {
    expect(explain('status:4x model:claude')).toBe('Exchanges where the model contains “claude”.');
    expect(explain('-status:4x')).toBe('All exchanges.');
  });
});

describe('completion', () => {
  const texts = (text: string, at = text.length): readonly string[] =>
    completeQuery(text, at).options.map((option) => option.text);

  it('names fields that begin so, by any of their names', () => {
    expect(texts('tok')).toEqual(['tokens-in:', 'tokens-out:']);
    expect(texts('status:400 ttf')).toEqual(['first-token:']);
    expect(completeQuery('a mod', 5)).toMatchObject({ from: 2, to: 5 });
    expect(texts('').length).toBeGreaterThan(30);
  });

  it('names the words of a list, and which values the store should name', () => {
    expect(texts('route:')).toEqual(['invoke', 'converse']);
    expect(texts('is:p')).toEqual(['pinned', 'preparation']);
    expect(completeQuery('model:cl', 8)).toMatchObject({
      from: 6,
      to: 8,
      values: { field: 'model', begun: 'cl' },
    });
    expect(completeQuery('leaked:', 7).values).toEqual({ field: 'leaked', begun: '' });
    expect(completeQuery('program:a,b', 11)).toMatchObject({ from: 10, values: { begun: 'b' } });
  });

  it('stays out of quotes and of fields that there are not', () => {
    expect(texts('"tok')).toEqual([]);
    expect(texts('colour:r')).toEqual([]);
  });

  it('writes a value so that it is read as one', () => {
    expect([
      writeValue('a'),
      writeValue('a b'),
      writeValue('say "x"'),
      writeValue('none'),
      writeValue('>4'),
    ]).toEqual(['a', '"a b"', '"say \\"x\\""', '"none"', '">4"']);
  });
});

describe('words', () => {
  it('are small, without accents, one by one where a script has no spaces', () => {
    expect(wordsOf('Élan, TOOL-use_2! 漢字かな')).toEqual([
      'elan',
      'tool',
      'use',
      '2',
      '漢',
      '字',
      'か',
      'な',
    ]);
    expect(wordsOf('x'.repeat(100))).toEqual(['x'.repeat(64)]);
    expect(wordsOf('…')).toEqual([]);
  });

  it('stand in order, the last one only begun where that is asked', () => {
    const among = wordsOf('the tool used the tool');
    expect(standIn(['tool', 'us'], true, among)).toBe(true);
    expect(standIn(['tool', 'us'], false, among)).toBe(false);
    expect(standIn(['used', 'tool'], false, among)).toBe(false);
    expect(standIn([], false, among)).toBe(true);
  });
});

it('quantities have units', () => {
  expect([readDuration('1.5h'), readDuration('2 s'), readDuration('10')]).toEqual([5_400_000, null, 10]);
  expect([readSize('4kb'), readSize('1m'), readSize('x')]).toEqual([4_096, 1_048_576, null]);
  expect([readNumber('12k'), readNumber('1e3'), readShare('50%'), readShare('.25')]).toEqual([
    12_000,
    null,
    0.5,
    0.25,
  ]);
});

it('moments are spans of the day, the minute or the second that they name', () => {
  const at = (...parts: readonly [number, number, number, number?, number?, number?]): number =>
    new Date(parts[0], parts[1] - 1, parts[2], parts[3] ?? 0, parts[4] ?? 0, parts[5] ?? 0).getTime();
  expect(readWhen('today', NOW)).toEqual({ from: at(2026, 11, 26), to: at(2026, 11, 27) });
  expect(readWhen('yesterday', NOW)).toEqual({ from: at(2026, 11, 25), to: at(2026, 11, 26) });
  expect(readWhen('14:05', NOW)).toEqual({ from: at(2026, 11, 26, 14, 5), to: at(2026, 11, 26, 14, 6) });
  expect(readWhen('2026-01-02T03:04:05', NOW)).toEqual({
    from: at(2026, 1, 2, 3, 4, 5),
    to: at(2026, 1, 2, 3, 4, 6),
  });
  expect(readWhen('2026-01-02T03:04:05.5Z', NOW)?.from).toBe(Date.UTC(2026, 0, 2, 3, 4, 5, 500));
  for (const wrong of ['25:00', '2026-13-01', '2026-02-30', '2026-01-02T24:00', 'soon'])
    expect(readWhen(wrong, NOW), wrong).toBeNull();
});
