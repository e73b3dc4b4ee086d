import { describe, expect, test } from 'vitest';
import { rowsMoved } from './useStandingRow.ts';

const linesOf = (ids: readonly string[]) => ids.map((id) => ({ row: { id } }));
const before = linesOf(['e', 'd', 'c', 'b', 'a']);

describe('what is seen of a list moves', () => {
  test.each([
    ['by the rows that came above it', ['g', 'f', 'e', 'd', 'c', 'b', 'a'], 2],
    ['not by what comes below it', ['e', 'd', 'c', 'b', 'b2', 'a'], 0],
    ['back by rows that went above it', ['c', 'b', 'a'], -2],
    ['as the next row does where the first one is gone', ['f', 'e', 'd', 'b', 'a'], 0],
    ['not where none of it is left', ['x', 'y'], 0],
  ])('%s', (_, now, moved) => expect(rowsMoved(before, linesOf(now), 2)).toBe(moved));
});
