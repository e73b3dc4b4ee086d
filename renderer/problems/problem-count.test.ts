import { expect, test } from 'vitest';
import { mostTelling, problemCount } from './problem-count.ts';

const error = { severity: 'error' } as const;
const warning = { severity: 'warning' } as const;

test('a warning is not counted as a problem', () => {
  expect(problemCount([error, warning, warning])).toBe('1 problem, 2 warnings');
  expect(problemCount([error, error])).toBe('2 problems');
  expect(problemCount([warning])).toBe('1 warning');
  expect([mostTelling([error, warning]), mostTelling([warning])]).toEqual(['1 problem', '1 warning']);
});
