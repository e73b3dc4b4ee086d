import { describe, expect, it } from 'vitest';
import { moved } from './moves.ts';

const EXTENT = { rows: 100, columns: 15, page: 20 };
const AT = { row: 50, column: 7 };

describe('moving in the grid', () => {
  it.each([
    ['ArrowUp', false, 49, 7],
    ['ArrowDown', false, 51, 7],
    ['ArrowLeft', false, 50, 6],
    ['ArrowRight', false, 50, 8],
    ['PageUp', false, 30, 7],
    ['PageDown', false, 70, 7],
    ['Home', false, 50, 0],
    ['End', false, 50, 14],
    ['Home', true, 0, 0],
    ['End', true, 99, 14],
  ])('%s (control %s) leads to row %d, column %d', (key, control, row, column) => {
    expect(moved(key, control, AT, EXTENT)).toEqual({ row, column });
  });

  it('stops at the borders', () => {
    expect(moved('ArrowUp', false, { row: 0, column: 0 }, EXTENT)).toEqual({ row: 0, column: 0 });
    expect(moved('PageDown', false, { row: 95, column: 14 }, EXTENT)).toEqual({ row: 99, column: 14 });
    expect(moved('ArrowRight', false, { row: 3, column: 14 }, EXTENT)).toEqual({ row: 3, column: 14 });
  });

  it('leaves other keys alone', () => {
    expect(moved('a', false, AT, EXTENT)).toBeNull();
    expect(moved('ArrowDown', true, AT, EXTENT)).toBeNull();
  });
});
