import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json/json.ts';
import { changedBy, deltaBetween } from './delta.ts';
import { splicedAll, splicesBetween } from './likeness.ts';
import { spliceBetween, spliced } from './splice.ts';

const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Json>(null, true, 0, 1.5, 'short', 'long '.repeat(200), `other ${'long '.repeat(200)}`),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'toString'), tie('value')),
  ),
})).value;

describe('a delta', () => {
  it('leads from any value to any other, order of members included, over JSON itself', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        const delta = deltaBetween(before, after);
        const sent = JSON.parse(JSON.stringify(delta)) as typeof delta;
        expect(JSON.stringify(sent ? changedBy(before, sent) : before)).toBe(JSON.stringify(after));
      }),
    );
  });

  it('is small where little changed in much, and leaves the rest the very same', () => {
    const rows = Array.from({ length: 2_000 }, (_, i) => ({ place: i, words: `row ${i}` }));
    const before = { body: 'x'.repeat(1_000_000), rows, more: { deep: rows } };
    const after = {
      body: `${'x'.repeat(500_000)}y${'x'.repeat(500_000)}`,
      rows: rows.filter(({ place }) => place !== 1_000),
      more: { deep: rows.map((row) => ({ ...row })) },
    };
    const delta = deltaBetween(before, after);
    expect(JSON.stringify(delta).length).toBeLessThan(300);
    const made = changedBy(before, delta ?? { is: 'value', value: null }) as unknown as typeof before;
    expect(made).toEqual(after);
    expect(made.more).toBe(before.more);
    expect(made.rows[1_500]).toBe(before.rows[1_501]);
  });

  it('of another value makes no sense, but does not throw', () => {
    fc.assert(
      fc.property(json, json, json, (before, after, other) => {
        const delta = deltaBetween(before, after);
        if (delta) changedBy(other, delta);
      }),
    );
  });
});

it('one text becomes another by one replacement, however long they are', () => {
  const piece = fc.constantFrom('a', 'b', '\u{1F69A}', 'x'.repeat(4_096), 'y'.repeat(5_000));
  const text = fc.array(piece, { maxLength: 6 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const splice = spliceBetween(before, after);
      expect(splice ? spliced(before, splice) : before).toBe(after);
    }),
  );
  expect(spliceBetween('abcd', 'abXd')).toEqual({ from: 2, to: 3, insert: 'X' });
});

describe('replacements between similar texts', () => {
  const line = fc.constantFrom(
    '{\n',
    '}\n',
    '},\n',
    '  "a": 1,\n',
    '  "b": 2\n',
    'no break',
    '\u{1F69A}\n',
    '\n',
  );
  const lines = fc.array(line, { maxLength: 30 }).map((parts) => parts.join(''));

  it('lead from any text to any other', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        expect(splicedAll(before, splicesBetween(before, after))).toBe(after);
      }),
    );
  });

  it('are few and small where lines went, came and changed in a long text', () => {
    const all = Array.from({ length: 20_000 }, (_, i) => `  "line ${i}": [\n  ],\n`);
    const after = all.flatMap((text, i) => {
      if (i === 9_000) return [];
      if (i === 5) return [text, '  "new": 1,\n'];
      return [i === 19_999 ? text.replace(',', '') : text];
    });
    const splices = splicesBetween(all.join(''), after.join(''));
    expect(splicedAll(all.join(''), splices)).toBe(after.join(''));
    expect(splices).toHaveLength(3);
    expect(JSON.stringify(splices).length).toBeLessThan(300);
  });
});
