import { expect, test } from 'vitest';
import { hashPlace } from './hash-order.ts';

const inOrder = (keys: readonly string[]): readonly string[] => {
  const object = Object.fromEntries(keys.map((key) => [key, 1]));
  return [...keys].sort((a, b) => hashPlace(object, a) - hashPlace(object, b));
};

test('keys stand as a Java map gives them, whatever order they were written in', () => {
  expect(inOrder(['messages', 'system', 'toolConfig'])).toEqual(['toolConfig', 'system', 'messages']);
  expect(inOrder(['top_p', 'max_tokens_to_sample'])).toEqual(['top_p', 'max_tokens_to_sample']);
  expect(inOrder(['input_type', 'texts', 'truncate'])).toEqual(['texts', 'truncate', 'input_type']);
});

test('keys of one bucket stay as they were written', () => {
  expect(inOrder(['prompt', 'stream', 'max_tokens'])).toEqual(['stream', 'max_tokens', 'prompt']);
});

test('a key that is not there has no place', () => {
  expect(hashPlace({ a: 1 }, 'b')).toBe(-1);
  expect(hashPlace({}, '__proto__')).toBe(-1);
});
