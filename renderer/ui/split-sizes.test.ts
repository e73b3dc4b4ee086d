import { expect, test } from 'vitest';
import { isSizes, leastLength, leastPixels, resized, type Side } from './split-sizes.ts';

const side = (id: string, change: Partial<Side>): Side => ({
  id,
  length: 300,
  least: 0,
  most: Number.POSITIVE_INFINITY,
  share: 50,
  ...change,
});

test('two panels divide between them what both have, and leave the others theirs', () => {
  const first = side('a', { length: 300, share: 30 });
  const second = side('b', { length: 100, share: 10 });
  expect(resized(first, second, 100)).toEqual({ a: 10, b: 30 });
});

test('a panel that keeps its pixels has them, on either side; the other takes what is left', () => {
  const kept = side('a', { length: 216, share: 0 });
  expect(resized(kept, side('b', {}), 240)).toEqual({ a: 240 });
  expect(resized(side('b', {}), kept, 316)).toEqual({ a: 200 });
  expect(resized(kept, side('b', { share: 0 }), 216)).toEqual({ a: 216, b: 300 });
});

test.each([
  ['the least of the first', { least: 200 }, {}, -50, 200],
  ['the most of the first', { most: 350 }, {}, 900, 350],
  ['the least of the second', {}, { least: 120 }, 900, 480],
  ['the most of the second', {}, { most: 400 }, 0, 200],
])('%s is kept', (_, first, second, wanted, length) => {
  const sizes = resized(side('a', first), side('b', second), wanted);
  expect(sizes.a).toBeCloseTo(length / 6);
  expect((sizes.a ?? 0) + (sizes.b ?? 0)).toBeCloseTo(100);
});

test('where the limits leave no room, or nothing is drawn, nothing moves', () => {
  expect(resized(side('a', { least: 400 }), side('b', { least: 400 }), 100)).toEqual({});
  expect(resized(side('a', { length: 0 }), side('b', { length: 0 }), 100)).toEqual({});
});

test('what storage holds is read only where it is sizes', () => {
  expect(isSizes({ a: 12.5 })).toBe(true);
  for (const other of [null, 'a', { a: '12' }, { a: -1 }, { a: null }]) expect(isSizes(other)).toBe(false);
});

test('in a small room a panel wants a third of it at most', () => {
  expect(leastPixels(260, 1_440)).toBe(260);
  expect(leastPixels(480, 720)).toBeCloseTo(237.6);
  expect(leastLength(480)).toBe('min(480px, 33%)');
});
