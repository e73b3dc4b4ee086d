import { describe, expect, it } from 'vitest';
import { PIECE, textPieces } from './text-pieces.ts';

describe('a text in pieces', () => {
  it('is one piece where it is short', () => {
    expect(textPieces('')).toEqual(['']);
    expect(textPieces('a\nb\n')).toEqual(['a\nb\n']);
  });

  it('ends its pieces at lines where it can', () => {
    const line = 'x'.repeat(999);
    const text = Array.from({ length: 20 }, () => line).join('\n');
    const pieces = textPieces(text);
    expect(pieces.length).toBeGreaterThan(4);
    expect(pieces.join('\n')).toBe(text);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(PIECE);
  });

  it('cuts a line that is longer, and no sign of two units', () => {
    const text = `a${'😀'.repeat(PIECE)}`;
    const pieces = textPieces(text);
    expect(pieces.join('')).toBe(text);
    expect(pieces.filter((piece) => /[\uD800-\uDBFF]$/.test(piece))).toEqual([]);
  });
});
