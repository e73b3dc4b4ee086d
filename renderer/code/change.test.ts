import { describe, expect, it } from 'vitest';
import { changeBetween } from './change.ts';

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
