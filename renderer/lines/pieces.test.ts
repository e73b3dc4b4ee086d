import { describe, expect, it } from 'vitest';
import { linePieces } from './pieces.ts';

const UNMARKED = { changed: [], found: [], now: null };
const drawn = (line: string, room: number, marks = UNMARKED): string =>
  linePieces(line, room, marks)
    .value.map(({ text }) => text)
    .join('');

describe('a line of the body', () => {
  it('draws a short string whole, however narrow the column is', () => {
    const line = '  "text": "Where is my parcel?",';
    expect(drawn(line, 24)).toBe('"Where is my parcel?"');
    expect(linePieces(line, 24, UNMARKED).cut).toBeNull();
  });

  it('draws the beginning of a long one, and says which string goes on', () => {
    const text = 'word '.repeat(40);
    const { cut } = linePieces(`"text": "${text}"`, 40, UNMARKED);
    expect(drawn(`"text": "${text}"`, 40).length).toBeLessThan(50);
    expect(cut).toBe(text);
  });

  it('shows a match that lies beyond the column, in short strings too', () => {
    const line = `"text": "${'.'.repeat(40)}here"`;
    const from = line.indexOf('here');
    const now = { from, to: from + 4 };
    expect(drawn(line, 30, { changed: [], found: [now], now } as never)).toContain('here');
  });
});
