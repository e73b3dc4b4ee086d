import { describe, expect, it } from 'vitest';
import type { Json } from '../../json/json.ts';
import { belowLimit, MEDIUM_THINKING } from './adaptive-thinking.ts';

describe('a budget below max_tokens', () => {
  it.each<[Json | undefined, number | null]>([
    [undefined, 2048],
    [null, 2048],
    [1023, null],
    [1024, null],
    [1025, 1024],
    [1500.5, 1499.5],
    [2047, 2046],
    [2048, 2047],
    [2049, 2048],
    [90_000, 2048],
    [true, null],
  ])('%j leaves room for %j', (limit, budget) =>
    expect(belowLimit(MEDIUM_THINKING, limit)).toEqual(
      budget === null ? null : { type: 'enabled', budget_tokens: budget },
    ),
  );

  it.each<[Json]>([['5000'], [[]], [{}]])('%j cannot be compared with it, and the call crashes', (limit) =>
    expect(() => belowLimit(MEDIUM_THINKING, limit)).toThrow('max_tokens must be a number.'),
  );

  it('is left alone where there is no budget', () => {
    expect(belowLimit({ type: 'adaptive' }, 10)).toEqual({ type: 'adaptive' });
  });
});
