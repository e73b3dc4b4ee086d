import { describe, expect, it } from 'vitest';
import { pictureBase64 } from '../../shared/testing/picture.ts';
import { written } from './written.ts';

describe('a value laid out for reading', () => {
  it('names media by kind and size, whether all of it is asked for or not', () => {
    const url = `data:image/png;base64,${pictureBase64(16, 8, 7)}`;
    for (const whole of [false, true]) {
      const { text, isCut } = written({ url }, whole);
      expect(text).toMatch(/"url": "data:image\/png;base64,iV… \(PNG 16 × 8 · \d+ B\)"/);
      expect(isCut).toBe(false);
    }
  });

  it('cuts long words, and shows them where all of it is asked for', () => {
    const long = 'word '.repeat(1_000);
    expect(written({ long }, false)).toMatchObject({ isCut: true });
    expect(written({ long }, false).text.length).toBeLessThan(1_700);
    expect(written({ long }, true)).toEqual({ text: JSON.stringify({ long }, null, 2), isCut: false });
  });

  it('cuts a long list of short words', () => {
    const { text, isCut } = written(Array(2_000).fill('short'), false);
    expect([text.length, isCut]).toEqual([6_001, true]);
  });

  it('is nothing where there is no value', () => {
    expect(written(undefined, false)).toEqual({ text: '', isCut: false });
  });
});
