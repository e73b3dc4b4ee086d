import { describe, expect, it } from 'vitest';
import { innerChanges, lineDiff } from './line-diff.ts';

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

describe('line differences', () => {
  it('finds one line that only the left side has', () => {
    const a = pretty({ a: 1, stream_chunk_size: 2048, b: 2 });
    const b = pretty({ a: 1, b: 2 });
    const changes = lineDiff(a, b);
    expect(changes).toHaveLength(1);
    expect(changes.map(({ fromA, toA }) => a.slice(fromA, toA))).toEqual(['  "stream_chunk_size": 2048,\n']);
  });

  it('marks only what differs inside a line', () => {
    const [a, b] = [pretty({ value: 'one' }), pretty({ value: 'two' })];
    for (const { fromA, toA } of lineDiff(a, b)) expect(a.slice(fromA, toA)).not.toContain('value');
  });

  it('finds every change of a large body', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => ({ id: i }));
    const changed = rows.map((row) => (row.id % 500 === 7 ? { id: -row.id } : row));
    expect(lineDiff(pretty(rows), pretty(changed))).toHaveLength(40);
  });

  it('gives as inner changes only what lies within lines', () => {
    const a = pretty({ keep: 1, gone: 2, value: 'one' });
    const b = pretty({ keep: 1, value: 'two' });
    expect(innerChanges(a, b).map(({ fromA, toA }) => a.slice(fromA, toA))).toEqual(['one']);
  });

  it('says nothing for equal texts', () => {
    expect(lineDiff('x\ny', 'x\ny')).toEqual([]);
  });

  it('keeps within the texts where the last line differs', () => {
    for (const [a, b] of [
      ['a', 'a\nb'],
      ['a\nb', 'a'],
      ['', 'x'],
    ] as const) {
      for (const change of lineDiff(a, b)) {
        expect(change.toA).toBeLessThanOrEqual(a.length);
        expect(change.toB).toBeLessThanOrEqual(b.length);
        expect(change.fromA).toBeLessThanOrEqual(change.toA);
      }
    }
  });

  it('does not count the comma behind a member that became the last one', () => {
    const a = '{\n  "a": 1,\n  "b": 2\n}';
    const b = '{\n  "a": 1\n}';
    const [change, ...more] = lineDiff(a, b);
    expect(a.slice(change?.fromA, change?.toA)).toBe('  "b": 2\n');
    expect(more).toEqual([]);
  });
});
