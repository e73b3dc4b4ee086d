import { describe, expect, test } from 'vitest';
import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import { JUST_OPENED } from '../../shared/capture/just-opened.ts';
import { readFilter } from './filter.ts';
import { axisEnd, countBelow, holds, isConversationKey, linesOf } from './group.ts';
import { type LiveSort, NEWEST_FIRST, sorted } from './sort.ts';
import { unjoinedWith } from './unjoined.ts';

const row = (number: number, more: Partial<ExchangeRow> = {}): ExchangeRow => ({
  ...JUST_OPENED,
  id: `call${number}`,
  number,
  side: 'bedrock',
  source: 'live',
  startedAt: 1_000 * number,
  protocol: 'http/1.1',
  method: 'POST',
  path: '/model/m/invoke',
  operation: 'InvokeModel',
  dialect: 'bedrock',
  route: 'invoke',
  model: 'anthropic.claude',
  program: 'boto3 1.40',
  region: 'us-east-1',
  target: 'simulator',
  conversation: null,
  preparation: false,
  state: 'done',
  status: 200,
  cause: null,
  title: 'Hello',
  endMs: 500,
  ...more,
});

const below = (client: number): Partial<ExchangeRow> => ({
  cause: { client: `call${client}`, evidence: 'stamp' },
});
const client = row(1, { side: 'client', program: 'OpenAI SDK 1.93' });
const family = [
  row(2, { ...below(1), status: 429 }),
  row(3, { ...below(1), status: 200 }),
  row(4, { ...below(1), model: 'amazon.nova-pro-v1:0' }),
];
const newestFirst = [...family].reverse().concat(client);
const all = (): boolean => true;
const SINGLE = { isOpen: all, passes: all, preparation: false, grouped: false };

describe('the lines of the list', () => {
  test('stand below the call that caused them, as attempt, retry and fallback, in their order', () => {
    const lines = linesOf(newestFirst, SINGLE);
    expect(lines.map(({ row: { number }, role, offsetMs }) => [number, role, offsetMs])).toEqual([
      [1, '', 0],
      [2, 'attempt 1', 1_000],
      [3, 'retry 1', 2_000],
      [4, 'fallback', 3_000],
    ]);
    expect(axisEnd(lines, 0)).toBe(4_000);
  });

  test('stand below the first attempt of an AWS SDK that tries again', () => {
    const attempts = [
      row(6, { status: 429 }),
      row(7, { cause: { client: 'call6', evidence: 'invocation-id' } }),
    ];
    const lines = linesOf([...attempts].reverse(), SINGLE);
    expect(lines.map(({ row: { number }, level, role }) => [number, level, role])).toEqual([
      [6, 1, ''],
      [7, 2, 'retry 1'],
    ]);
  });

  test('fold away', () => {
    const lines = linesOf(newestFirst, { ...SINGLE, isOpen: () => false });
    expect(lines.map(({ row: { number }, children, open }) => [number, children, open])).toEqual([
      [1, 3, false],
    ]);
  });

  test('a filter that passes one of a family shows its neighbours fainter, and no other family', () => {
    const { passes } = readFilter('status:429', 0);
    const lines = linesOf([row(9), ...newestFirst], { ...SINGLE, passes });
    expect(lines.map(({ row: { number }, passes: own }) => [number, own])).toEqual([
      [1, false],
      [2, true],
      [3, false],
      [4, false],
    ]);
  });

  test('a call whose cause is not listed stands by itself', () => {
    expect(linesOf(family, SINGLE).map(({ level }) => level)).toEqual([1, 1, 1]);
  });

  test('preparing calls are folded away until asked for', () => {
    const rows = [row(1), row(2, { preparation: true })];
    expect(linesOf(rows, SINGLE)).toHaveLength(1);
    expect(linesOf(rows, { ...SINGLE, preparation: true })).toHaveLength(2);
  });
});

describe('the calls of a conversation', () => {
  const talk = (number: number, more: Partial<ExchangeRow> = {}) =>
    row(number, { conversation: 'c', ...more });
  const rows = [
    talk(9),
    row(8),
    talk(7, { status: 400 }),
    talk(5),
    row(4, { conversation: 'alone' }),
    talk(3),
  ];
  const grouped = { ...SINGLE, grouped: true };
  const isOpen = (key: string): boolean => !isConversationKey(key);

  test('are folded into the newest of them', () => {
    const lines = linesOf(rows, { ...grouped, isOpen });
    expect(lines.map(({ row: { number }, turns, open }) => [number, turns, open])).toEqual([
      [9, 4, false],
      [8, 0, false],
      [4, 0, false],
    ]);
    expect(lines[0]?.folded.map(({ number }) => number)).toEqual([7, 5, 3]);
    expect(lines.filter((line) => holds(line, 'call5'))).toEqual([lines[0]]);
    expect(lines.map(countBelow)).toEqual(['4 turns', null, null]);
  });

  test('stand below it once it is opened, numbered by time, with what each caused one level deeper', () => {
    const caused = row(6, below(5));
    const lines = linesOf([...rows.slice(0, 3), caused, ...rows.slice(3)], grouped);
    expect(lines.map(({ row: { number }, level, role }) => [number, level, role])).toEqual([
      [9, 1, ''],
      [7, 2, 'turn 3'],
      [5, 2, 'turn 2'],
      [6, 3, 'retry 1'],
      [3, 2, 'turn 1'],
      [8, 1, ''],
      [4, 1, ''],
    ]);
    expect(lines.flatMap(({ folded }) => folded)).toEqual([]);
  });

  test('are numbered by time where the oldest stands first, too', () => {
    const lines = linesOf([...rows].reverse(), grouped);
    expect(lines.filter(({ level }) => level === 2).map(({ role }) => role)).toEqual([
      'turn 2',
      'turn 3',
      'turn 4',
    ]);
  });

  test('stand one by one where they are not grouped, and where only one passes the filter', () => {
    expect(linesOf(rows, SINGLE)).toHaveLength(6);
    const { passes } = readFilter('status:400', 0);
    expect(linesOf(rows, { ...grouped, passes }).map(({ turns }) => turns)).toEqual([0]);
  });

  test('keep their place by the conversation, so that a new call leaves it open', () => {
    const [before, after] = [rows, [talk(10), ...rows]].map((listed) => linesOf(listed, grouped)[0]?.key);
    expect(after).toBe(before);
  });
});

describe('the filter of the list', () => {
  test.each([
    ['model:claude', true],
    ['hello', true],
    ['-program:boto3', false],
    ['status:>=400', false],
    ['flag:leaked', false],
  ])('%s', (text, passes) => expect(readFilter(text, 0).passes(row(1))).toBe(passes));

  test('says what it lets through and what it cannot understand', () => {
    expect(readFilter('status:>=400', 0).sentence).toMatch(/^Exchanges where the status/);
    expect(readFilter('status:many', 0).problem).not.toBe('');
  });
});

describe('what cannot be joined surely', () => {
  const meanwhile = (number: number, more: Partial<ExchangeRow> = {}) =>
    row(number, { side: 'bedrock', ...more });
  const long = { ...client, endMs: 2_500, state: 'done' } as const;
  test('stands apart: Bedrock calls that ran meanwhile and belong to nobody', () => {
    const rows = [long, meanwhile(2), meanwhile(3), meanwhile(9), row(3, below(7))];
    expect(unjoinedWith(long, rows)?.map(({ number }) => number)).toEqual([2, 3]);
  });
  test('is nothing where the call is joined, or runs still', () => {
    expect(unjoinedWith(long, [long, ...family])).toBeNull();
    expect(unjoinedWith({ ...long, state: 'open' }, [meanwhile(2)])).toBeNull();
  });
});

test('the list is sorted by any column, what has no value last', () => {
  const rows = [row(1, { endMs: 5 }), row(2, { endMs: null }), row(3, { endMs: 9 }), row(4, { endMs: 5 })];
  const order = (sort: LiveSort) => sorted(rows, sort).map(({ number }) => number);
  expect(order(NEWEST_FIRST)).toEqual([4, 3, 2, 1]);
  expect(order({ by: 'duration', descending: true })).toEqual([3, 4, 1, 2]);
  expect(order({ by: 'duration', descending: false })).toEqual([4, 1, 3, 2]);
});

test('of a call that did not reach LiteLLM nothing is said of joining, but for what ran meanwhile', () => {
  const failed = row(1, { side: 'client', state: 'failed', status: null });
  expect(unjoinedWith(failed, [failed])).toBeNull();
  const meanwhile = row(2, { startedAt: 1_100 });
  expect(unjoinedWith(failed, [failed, meanwhile])).toEqual([meanwhile]);
  const answered = { ...failed, status: 500 };
  expect(unjoinedWith(answered, [answered])).toEqual([]);
});
