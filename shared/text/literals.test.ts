import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literally } from './literally.ts';
import { Literals } from './literals.ts';

/** As an alternation finds them, longest first. */
function byAlternation(literals: readonly string[], text: string): readonly (readonly [number, string])[] {
  const sorted = [...literals].sort((a, b) => b.length - a.length);
  const form = new RegExp(sorted.map(literally).join('|'), 'g');
  const hits: (readonly [number, string])[] = [];
  for (let hit = form.exec(text); hit; hit = form.exec(text)) {
    hits.push([hit.index, hit[0]]);
    form.lastIndex = hit.index + 1;
  }
  return hits;
}

function all(literals: Literals, text: string): readonly (readonly [number, string])[] {
  const hits: (readonly [number, string])[] = [];
  for (let hit = literals.find(text, 0); hit; hit = literals.find(text, hit.at + 1))
    hits.push([hit.at, hit.literal]);
  return hits;
}

const few = fc.string({ unit: fc.constantFrom('a', 'b', '-', '\u00e1', '\u0161', '😀'), maxLength: 40 });

describe('many literals looked for at once', () => {
  it('are found where an alternation finds them, the longest of those that begin alike', () => {
    const literal = fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(literal, { minLength: 1, maxLength: 8 }), few, (literals, text) => {
        expect(all(new Literals(literals), text)).toEqual(byAlternation(literals, text));
      }),
    );
  });

  it('overlap', () => {
    expect(all(new Literals(['aba', 'ba']), 'ababa')).toEqual([
      [0, 'aba'],
      [1, 'ba'],
      [2, 'aba'],
      [3, 'ba'],
    ]);
  });

  it('begin at the very end and are not made up by characters beyond ASCII', () => {
    expect(all(new Literals(['ab']), 'ab\u00e1b \u0161ab')).toEqual([
      [0, 'ab'],
      [6, 'ab'],
    ]);
  });

  it.each(['a', '', 'ä-', 'a\0'])('are refused where they cannot be looked for: %j', (literal) => {
    expect(() => new Literals([literal])).toThrow(RangeError);
  });
});
