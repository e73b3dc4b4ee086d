import { describe, expect, test } from 'vitest';
import { locate } from './locate.ts';

const text = '{\n  "a/b": [1, {"c": "é"}],\n  "d": null\n}';
const at = (pointer: string): string | null => {
  const range = locate(text, pointer);
  return range && text.slice(range.from, range.to);
};

describe('places in a body text', () => {
  test('members by their key, items by their value', () => {
    expect(at('/a~1b')).toBe('"a/b"');
    expect(at('/a~1b/0')).toBe('1');
    expect(at('/a~1b/1/c')).toBe('"c"');
    expect(locate(text, '/d')).toMatchObject({ line: 3, column: 3 });
  });

  test('what is not there is shown at what is around it', () => {
    expect(at('/a~1b/1/zz')).toBe('{"c": "é"}');
    expect(at('/zz')).toBe(text);
    expect(at('/a~1b/9')).toBe('"a/b"');
  });

  test('text that is no JSON has no places', () => {
    expect(locate('', '/a')).toBeNull();
    expect(() => locate('['.repeat(100_000), '/0/0')).not.toThrow();
  });
});
