import { describe, expect, it } from 'vitest';
import { nearestName } from './near.ts';

const NAMES = ['transform', 'check', 'chunks', 'run', 'report', 'response'];

describe('a mistyped name', () => {
  it('is known by the nearest one: a sign too few, too many, another or two swapped', () => {
    const given = ['trasform', 'cheeck', 'chunkz', 'rnu', 'reprot', 'respons'];
    expect(given.map((name) => nearestName(name, NAMES))).toEqual(NAMES);
  });

  it('that is near to none is none', () => {
    expect(['', 'x', 'nur', 'frobnicate'].map((name) => nearestName(name, NAMES))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
