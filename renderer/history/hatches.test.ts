import { expect, it } from 'vitest';
import { hatchAt, hatchImage, REFUSED } from './hatches.ts';

it('no two layers of calls over time have the same lines, nor those that were refused', () => {
  const images = [0, 1, 2, 3, 4, 5].map((i) => hatchImage(hatchAt(i), 'black') ?? 'plain');
  expect(new Set([...images, hatchImage(REFUSED, 'black')]).size).toBe(7);
});
