import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readJson } from '../../json/read-json.ts';
import { dumps, laidOutText, layOut, packed, packedLength } from './json.ts';

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

it('What lies deeper than 64 levels stands on one line: a deep value is not laid out many times its size', () => {
  const deep = (levels: number): string => `${'{"a":'.repeat(levels)}[1,2]${'}'.repeat(levels)}`;
  expect(laidOutText(deep(60)).split('\n')).toHaveLength(60 * 2 + 4);
  const lines = laidOutText(deep(200)).split('\n');
  expect(lines).toHaveLength(129);
  expect(lines[64]).toMatch(/^ {128}"a": \{"a": .*\[1, 2\]\}*$/);
  expect(JSON.parse(lines.join('\n'))).toEqual(JSON.parse(deep(200)));
});

it('How long a body is on the wire is told by how it is laid out', () => {
  const deep = `${'[{"é":'.repeat(80)}["\u2028, ", 1.0]${'}]'.repeat(80)}`;
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json({ stringUnit: 'binary' }),
        fc.constant(deep),
        fc.constant('{"a":[1e2,"\\n \\u007f",{}],"1":-0}'),
      ),
      (text) => {
        const value = readJson(text);
        const laidOut = layOut(value);
        expect(packed(laidOut)).toBe(dumps(value));
        expect(packedLength(laidOut)).toBe(dumps(value).length);
      },
    ),
  );
});
