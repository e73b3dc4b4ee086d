import { expect, it } from 'vitest';
import { numberProblem } from './number-problem.ts';

it.each<[number, string | null]>([
  [60, null],
  [1, null],
  [100_000, null],
  [1_000_000, 'At most 100,000; 60 still holds.'],
  [0.5, 'At least 1; 60 still holds.'],
  [Number.NaN, 'Write a number; 60 still holds.'],
])('a number out of its limits is refused with what is wrong and what holds: %s', (given, problem) => {
  expect(numberProblem(given, { min: 1, max: 100_000 }, 60)).toBe(problem);
});

it('a part of one is refused where whole numbers are wanted', () => {
  expect(numberProblem(1.5, { min: 1, max: 3600, whole: true }, 600)).toBe(
    'Write a whole number; 600 still holds.',
  );
});
