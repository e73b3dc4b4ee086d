import { ChangeSet, Text } from '@codemirror/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeBetween, replaced } from './change.ts';

const apply = (before: string, after: string): string => {
  const change = changeBetween(before, after);
  return change ? before.slice(0, change.from) + change.insert + before.slice(change.to) : before;
};

describe('smallest replacement between two texts', () => {
  it.each([
    ['abc', 'abXc'],
    ['aaaa', 'aa'],
    ['', 'new'],
    ['gone', ''],
    ['{"a": 1, "b": 2}', '{"a": 1}'],
  ])('turns %j into %j', (before, after) => {
    expect(apply(before, after)).toBe(after);
  });

  it('touches only what differs', () => {
    expect(changeBetween('one two three', 'one 2 three')).toEqual({ from: 4, to: 7, insert: '2' });
  });

  it('says nothing for equal texts', () => {
    expect(changeBetween('same', 'same')).toBeNull();
  });
});

it('a text with its changes made is the text of the document', () => {
  const text = fc.stringMatching(/^[ab\n]{0,40}$/);
  const change = fc.record({ from: fc.nat(40), length: fc.nat(8), insert: text });
  fc.assert(
    fc.property(text, fc.array(change, { maxLength: 4 }), (before, wanted) => {
      const changes = ChangeSet.of(
        wanted.map(({ from, length, insert }) => {
          const start = Math.min(from, before.length);
          return { from: start, to: Math.min(start + length, before.length), insert };
        }),
        before.length,
      );
      const doc = Text.of(before.split('\n'));
      expect(replaced(before, changes)).toBe(changes.apply(doc).toString());
    }),
  );
});
