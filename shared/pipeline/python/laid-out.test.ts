import { expect, it } from 'vitest';
import { laidOutText } from './json.ts';

it.each([
  [
    'numbers as they were written',
    '{"a":1.0,"b":12345678901234567890}',
    '{\n  "a": 1.0,\n  "b": 12345678901234567890\n}',
  ],
  ['keys in their order', '{"b":[],"1":2}', '{\n  "b": [],\n  "1": 2\n}'],
  ['a text that is no JSON as it is', '{"a": 1', '{"a": 1'],
])('a text is laid out with %s', (_, text, expected) => {
  expect(laidOutText(text)).toBe(expected);
});
