import { describe, expect, it } from 'vitest';
import { differences } from './difference.ts';

describe('the differences of two values', () => {
  it.each([
    ['nothing', { a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 }, []],
    ['a value', { a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, ['/a/1/b']],
    ['members that one side has alone', { a: 1, c: 1 }, { a: 1, d: [] }, ['/c', '/d']],
    ['items at the end', [1, 2, 3], [1], ['/1', '/2']],
    ['kinds', { a: {} }, { a: [] }, ['/a']],
    ['names that every object inherits', { constructor: 1 }, {}, ['/constructor']],
    ['everything', 1, null, ['']],
  ] as const)('name %s at its outermost place', (_, a, b, places) => {
    expect(differences(a as never, b as never)).toEqual(places);
  });

  it('are bounded', () => {
    expect(differences(Array(1000).fill(1), [])).toHaveLength(200);
  });
});
