import { describe, expect, it } from 'vitest';
import { SessionTexts } from './session-texts.ts';

const insert = (from: number, text: string) => ({ from, to: from, insert: text });

describe('texts of the questions of a page', () => {
  it('are told by what was changed since one that it holds, however many were given up meanwhile', () => {
    const texts = new SessionTexts();
    texts.note({ session: 'a', number: 1, text: '{}', holds: null });
    texts.note({ session: 'a', number: 2, text: { of: 1, splice: insert(1, 'x') }, holds: 1 });
    texts.note({ session: 'a', number: 3, text: { of: 1, splice: insert(1, 'xy') }, holds: 1 });
    expect(texts.text({ session: 'a', of: 1, splice: insert(1, 'xyz') })).toBe('{xyz}');
    expect(texts.text({ session: 'a', of: 3, splice: null })).toBe('{xy}');
    expect(texts.text({ session: 'a', of: 2, splice: null })).toBeNull();
  });

  it('are forgotten once the page holds a later one, and of pages that asked long ago', () => {
    const texts = new SessionTexts();
    texts.note({ session: 'a', number: 1, text: 'one', holds: null });
    texts.note({ session: 'a', number: 2, text: 'two', holds: null });
    expect(texts.text({ session: 'a', of: 1, splice: null })).toBeNull();
    for (const session of 'bcdefg') texts.note({ session, number: 1, text: session, holds: null });
    expect(texts.text({ session: 'a', of: 2, splice: null })).toBeNull();
    expect(texts.text({ session: 'g', of: 1, splice: null })).toBe('g');
  });

  it('are not kept where they are very large', () => {
    const texts = new SessionTexts();
    texts.note({ session: 'a', number: 1, text: ' '.repeat(5_000_000), holds: null });
    expect(texts.text({ session: 'a', of: 1, splice: null })).toBeNull();
  });
});
