import { describe, expect, it } from 'vitest';
import { changeOf, filtered, filterRows, inOrder, NO_FILTER, summarise } from './matrix.ts';
import { matrixOf } from './testing.ts';

const EVERYTHING = NO_FILTER;

const result = matrixOf(
  ['mistral', 'titan', 'kimi'],
  [
    [
      'stream_chunk_size',
      ['leaked /stream_chunk_size', 'leaked /textGenerationConfig/stream_chunk_size', 'crashed'],
      ['consumed', 'consumed', 'leaked /stream_chunk_size'],
    ],
    ['tags', ['consumed', 'consumed', 'crashed'], ['consumed', 'consumed', 'crashed']],
    ['user', ['dropped', 'consumed', 'crashed'], ['consumed', 'consumed', 'crashed']],
    ['extra_body', ['leaked', 'leaked', 'crashed'], ['leaked', 'crashed', 'crashed']],
  ],
);
const keys = (filter: Partial<typeof EVERYTHING>): readonly string[] =>
  filterRows(result, { ...EVERYTHING, ...filter }).map(({ key }) => key);

describe('rows of the leak matrix', () => {
  it('passes every key in its order without a filter', () => {
    expect(keys({})).toEqual(['stream_chunk_size', 'tags', 'user', 'extra_body']);
  });

  it('finds parts of a key whatever the case', () => {
    expect(keys({ text: ' CHUNK ' })).toEqual(['stream_chunk_size']);
    expect(keys({ text: 'nowhere' })).toEqual([]);
  });

  it('keeps keys that leak somewhere under the first profile', () => {
    expect(keys({ onlyLeaks: true })).toEqual(['stream_chunk_size', 'extra_body']);
  });

  it('keeps keys that meet something else under the other profile', () => {
    expect(keys({ onlyChanges: true })).toEqual(['stream_chunk_size', 'user', 'extra_body']);
    expect(keys({ onlyChanges: true, onlyLeaks: true, text: 'e' })).toEqual([
      'stream_chunk_size',
      'extra_body',
    ]);
  });

  it('ignores changes where there is nothing to compare against', () => {
    const alone = matrixOf(['mistral'], [['tags', ['consumed']]]);
    expect(filterRows(alone, { ...EVERYTHING, onlyChanges: true })).toHaveLength(1);
  });
});

describe('summary of the leak matrix', () => {
  it('counts cells, leaks and marks', () => {
    expect(summarise(result)).toMatchObject({
      cells: 12,
      leaks: 4,
      marks: { leaked: 1, nested: 3, lost: 1, refused: 0, crashed: 4, sent: 0, unsent: 3 },
    });
  });

  it('counts what the other profile fixes, adds and changes', () => {
    expect(summarise(result).changes).toEqual({ fixed: 2, new: 1, other: 2 });
  });

  it('counts leaks by column', () => {
    expect(summarise(result).columns).toEqual([2, 2, 0]);
  });
});

describe('change of a cell', () => {
  const leaked = { fate: 'leaked', at: '/x' } as const;
  const consumed = { fate: 'consumed', at: null } as const;

  it.each([
    ['nothing', leaked, leaked, null],
    ['nothing without another profile', leaked, undefined, null],
    ['a fix', leaked, consumed, 'fixed'],
    ['a fix by refusal', leaked, { fate: 'refused', at: null } as const, 'fixed'],
    ['no fix by a crash', leaked, { fate: 'crashed', at: null } as const, 'other'],
    ['a new leak', consumed, leaked, 'new'],
    ['a leak at another place', leaked, { fate: 'leaked', at: '/y/x' } as const, 'other'],
    ['another fate', consumed, { fate: 'dropped', at: null } as const, 'other'],
  ])('is %s', (_, cell, other, change) => {
    expect(changeOf(cell, other)).toBe(change);
  });
});

describe('what is left by the filter', () => {
  const whole = matrixOf(
    ['a', 'b', 'c'],
    [
      ['one', ['leaked /one', 'consumed', 'consumed'], ['consumed', 'consumed', 'leaked /one']],
      ['two', ['consumed', 'leaked /two', 'consumed'], ['consumed', 'leaked /two', 'consumed']],
    ],
  );

  it('is the keys that leak into one body form, or the body forms that are not hidden', () => {
    expect(filtered(whole, { ...NO_FILTER, leaksInto: 'b' }).rows.map(({ key }) => key)).toEqual(['two']);
    const narrow = filtered(whole, { ...NO_FILTER, hidden: new Set(['a']), onlyLeaks: true });
    expect(narrow.columns.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(narrow.rows).toMatchObject([{ key: 'two', cells: [{ fate: 'leaked' }, { fate: 'consumed' }] }]);
    expect(filtered(whole, NO_FILTER)).toBe(whole);
  });

  it('tells changes from the older release to the newer one, whichever is held against which', () => {
    const { cells, against } = { cells: whole.rows[0]?.cells ?? [], against: whole.rows[0]?.against ?? [] };
    const turned = {
      ...whole,
      profile: 'litellm-1.109',
      against: 'litellm-1.87',
      rows: [{ key: 'one', cells: against, against: cells }],
    } as const;
    expect(inOrder(turned)).toEqual({ older: 'litellm-1.87', newer: 'litellm-1.109' });
    expect(summarise(turned).changes).toEqual({ fixed: 1, new: 1, other: 0 });
    expect(inOrder({ profile: 'strict', against: 'litellm-1.109' })?.newer).toBe('strict');
  });
});
