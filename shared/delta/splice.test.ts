import { expect, it } from 'vitest';
import { composed, type Splice, spliced } from './splice.ts';

/** All replacements in a text of this length by one of a few texts. */
const splices = (length: number): readonly Splice[] =>
  ['', 'x', 'yz'].flatMap((insert) =>
    Array.from({ length: length + 1 }, (_, from) =>
      Array.from({ length: length + 1 - from }, (_, more) => ({ from, to: from + more, insert })),
    ).flat(),
  );

it('two replacements in a row are one, wherever they lie to each other', () => {
  const text = 'abcd';
  for (const first of splices(text.length)) {
    const between = spliced(text, first);
    for (const next of splices(between.length)) {
      const both = composed(text, first, next);
      if (!both) throw new Error('Two replacements are one.');
      expect(spliced(text, both)).toBe(spliced(between, next));
    }
  }
});

it('a replacement and none are that one', () => {
  const one = { from: 0, to: 1, insert: 'x' };
  expect([composed('a', one, null), composed('a', null, one), composed('a', null, null)]).toEqual([
    one,
    one,
    null,
  ]);
});
