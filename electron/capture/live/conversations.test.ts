import { expect, test } from 'vitest';
import { Conversations } from './conversations.ts';

/** Calls with the beginnings of their requests, as letters: `ab` is a request of two messages. */
const conversationsOf = (...calls: readonly (readonly [id: string, messages: string, own?: string])[]) => {
  const all = new Conversations();
  return calls.map(([id, messages, own]) =>
    all.of(
      id,
      own ?? null,
      [...messages].map((_message, i) => messages.slice(0, i + 1)),
    ),
  );
};

test('a request that begins with all of an earlier one goes on with its conversation', () => {
  expect(conversationsOf(['1', 'a'], ['2', 'abc'], ['3', 'abcde'], ['4', 'abc'])).toEqual([
    '1',
    '1',
    '1',
    '1',
  ]);
});

test('the longest beginning counts, and a branch that leaves it is of the same conversation', () => {
  expect(conversationsOf(['1', 'a'], ['2', 'b'], ['3', 'bcd'], ['4', 'bxy'])).toEqual(['1', '2', '2', '2']);
});

test('a first message that was said before begins another conversation, and the newest goes on', () => {
  expect(conversationsOf(['1', 'a'], ['2', 'a'], ['3', 'abc'])).toEqual(['1', '2', '2']);
});

test('what a program says of its conversation comes first, and is known for those that go on', () => {
  expect(conversationsOf(['1', 'a', 'session'], ['2', 'abc'], ['3', 'abcde', 'other'])).toEqual([
    'session',
    'session',
    'other',
  ]);
  expect(conversationsOf(['1', ''], ['2', '', 'session'])).toEqual([null, 'session']);
});

test('the oldest beginnings are forgotten first', () => {
  const all = new Conversations();
  all.of('first', null, ['first']);
  for (let i = 0; i < 20_000; i++) all.of(`more${i}`, null, [`more${i}`]);
  expect(all.of('again', null, ['first', 'first and on'])).toBe('again');
  expect(all.of('last', null, ['more19999', 'last and on'])).toBe('more19999');
});
