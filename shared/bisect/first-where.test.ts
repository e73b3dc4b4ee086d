import { expect, test } from 'vitest';
import { firstWhere, lastUpTo, lastWhere } from './first-where.ts';

test('finds the same as looking at each, at every length and border', () => {
  for (let count = 0; count <= 20; count++)
    for (let border = 0; border <= count; border++) {
      expect(firstWhere(count, (index) => index >= border)).toBe(border);
      expect(lastWhere(count, (index) => index < border)).toBe(Math.max(border - 1, 0));
    }
});

test('looks at few of many', () => {
  let looks = 0;
  firstWhere(1_000_000, (index) => {
    looks++;
    return index >= 777_777;
  });
  expect(looks).toBeLessThanOrEqual(20);
});

test('of equal values the last one is the last up to it', () => {
  expect(lastUpTo([0, 5, 5, 9], 5)).toBe(2);
  expect(lastUpTo([0, 5, 5, 9], 4)).toBe(0);
  expect(lastUpTo([], 4)).toBe(0);
  expect(lastUpTo([3], 1)).toBe(0);
});
