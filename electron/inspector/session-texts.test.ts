import { describe, expect, it } from 'vitest';
import { MAX_TEXT } from '../../shared/contract/limits.ts';
import { SessionTexts } from './session-texts.ts';

const insert = (from: number, text: string) => ({ from, to: from, insert: text });

describe('texts of the questions of a page', () => {
  it('are told by what was changed since one that it holds, however many were given up meanwhile', () => {
    const texts = new SessionTexts();
    texts.note({ session: 'a', number: 1, text: '{}', holds: null });
    texts.note({ session: 'a', number: 2, text: { of: 1, splice: insert(1, 'x') }, holds: 1 });
    texts.note({ session: 'a', number: 3, text: { of: 1, splice: insert(1, 'xy') }, holds: 1 });
    expect(texts.whole({ session: 'a', of: 1, splice: insert(1, 'xyz') })).toBe('{xyz}');
    expect(texts.whole({ session: 'a', of: 3, splice: null })).toBe('{xy}');
    expect(texts.whole({ session: 'a', of: 2, splice: null })).toBeNull();
    expect(texts.whole('as it is')).toBe('as it is');
  });

  it('are whole after changes at both ends of a long one', () => {
    const texts = new SessionTexts();
    let text = 'middle '.repeat(40_000);
    texts.note({ session: 'a', number: 1, text, holds: null });
    for (let of = 1; of < 40; of++) {
      const splice = insert(of % 3 === 0 ? text.length - of : of, `<${of}>`);
      text = text.slice(0, splice.from) + splice.insert + text.slice(splice.to);
      texts.note({ session: 'a', number: of + 1, text: { of, splice }, holds: of });
    }
    expect(texts.whole({ session: 'a', of: 40, splice: null }) === text).toBe(true);
  });

  it('are forgotten once the page holds a later one, and of pages that asked long ago', () => {
    const texts = new SessionTexts();
    texts.note({ session: 'a', number: 1, text: 'one', holds: null });
    texts.note({ session: 'a', number: 2, text: 'two', holds: null });
    expect(texts.whole({ session: 'a', of: 1, splice: null })).toBeNull();
    for (const session of 'bcdefg') texts.note({ session, number: 1, text: session, holds: null });
    expect(texts.whole({ session: 'a', of: 2, splice: null })).toBeNull();
    for (const session of 'bcdefg') expect(texts.whole({ session, of: 1, splice: null })).toBe(session);
  });

  it('are those of fewer pages where they are long, and none beyond what is taken', () => {
    const texts = new SessionTexts();
    const long = ' '.repeat(20 * 1024 * 1024);
    texts.note({ session: 'a', number: 1, text: 'short', holds: null });
    texts.note({ session: 'b', number: 1, text: long, holds: null });
    expect(texts.whole({ session: 'b', of: 1, splice: null })).toBe(long);
    expect(texts.whole({ session: 'a', of: 1, splice: null })).toBeNull();
    expect(texts.whole({ session: 'b', of: 1, splice: insert(0, 'x'.repeat(MAX_TEXT)) })).toBeNull();
  });
});
