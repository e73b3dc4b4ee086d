import { describe, expect, it } from 'vitest';
import { agentRequest } from '../testing/agent-request.ts';
import { findAll } from './find.ts';
import { type Layout, type LayoutOptions, layOutDiff, type Row } from './layout.ts';
import { lineDiff } from './line-diff.ts';
import { LineIndex } from './line-index.ts';
import { readLine } from './read-line.ts';
import { changedWords } from './words.ts';

const laidOut = (value: unknown): LineIndex => new LineIndex(JSON.stringify(value, null, 2));

const FOLDING: LayoutOptions = { context: 2, least: 4, kept: [], opened: [], stacked: false };
const STACKED: LayoutOptions = { ...FOLDING, stacked: true };
const rowsOf = (layout: Layout): readonly (Row | null)[] =>
  Array.from({ length: layout.rows }, (_, row) => layout.row(row));

/** Both texts, put together again from the rows. */
function fromRows(a: LineIndex, b: LineIndex, layout: Layout): readonly [string, string] {
  const sides: [string[], string[]] = [[], []];
  for (const row of rowsOf(layout)) {
    if (row?.kind === 'fold') {
      for (let i = 0; i < row.count; i++) {
        sides[0].push(a.line(row.a + i));
        sides[1].push(b.line(row.b + i));
      }
    } else if (row) {
      if (row.a !== null) sides[0].push(a.line(row.a));
      if (row.b !== null) sides[1].push(b.line(row.b));
    }
  }
  return [sides[0].join('\n'), sides[1].join('\n')];
}

describe('the lines of a laid-out text', () => {
  const value = { a: [{ b: 1 }, [], ['x']], 'k/~': { 'é"': null }, empty: {}, s: '{' };
  const index = laidOut(value);

  it.each(['', '/a', '/a/0', '/a/0/b', '/a/1', '/a/2', '/a/2/0', '/k~1~0', '/k~1~0/é"', '/empty', '/s'])(
    'know where %s stands, and what stands there',
    (pointer) => {
      const lines = index.lines(pointer);
      expect(lines).not.toBeNull();
      expect(index.pointer(lines?.first ?? -1)).toBe(pointer);
      expect(index.pointer(lines?.last ?? -1)).toBe(pointer);
    },
  );

  it('know nothing of values that are not there', () => {
    expect(['/b', '/a/3', '/a/x', '/s/0', '/a/0/b/c'].map((pointer) => index.lines(pointer))).toEqual(
      Array(5).fill(null),
    );
  });

  it('find the line of an offset', () => {
    for (let line = 0; line < index.count; line++) {
      expect(index.at(index.start(line))).toBe(line);
      expect(index.at(index.stop(line))).toBe(line);
    }
  });

  it('are lines without a tree where the text is no JSON', () => {
    const odd = new LineIndex('}]\n{ [\n"open');
    expect(odd.count).toBe(3);
    expect([0, 1, 2].map((line) => odd.pointer(line)).every((pointer) => typeof pointer === 'string')).toBe(
      true,
    );
  });
});

describe('a diff of a large request', () => {
  const request = agentRequest();
  const a = laidOut(request);
  const { stream_chunk_size: _, _agentic_loop_depth: __, ...rest } = request as Record<string, unknown>;
  const b = laidOut({ ...rest, max_tokens: 4096 });
  const hunks = lineDiff(a, b);

  it('names what differs and nothing else', () => {
    expect(
      hunks.flatMap(({ fromA, toA }) => Array.from({ length: toA - fromA }, (_x, i) => a.pointer(fromA + i))),
    ).toEqual(['/max_tokens', '/_agentic_loop_depth', '/stream_chunk_size']);
  });

  it('folds what is equal, hides no change, and loses no line', () => {
    const layout = layOutDiff(a, b, hunks, FOLDING);
    expect(layout.rows).toBeLessThan(30);
    expect(layout.changes).toHaveLength(hunks.length);
    expect(fromRows(a, b, layout)).toEqual([a.text, b.text]);
  });

  it('keeps lines open that matter, and those that were opened', () => {
    const kept = a.lines('/messages/200/role')?.first ?? -1;
    const layout = layOutDiff(a, b, hunks, { ...FOLDING, kept: [kept], opened: [{ from: 1000, to: 1100 }] });
    expect(layout.row(layout.rowOf('a', kept))).toMatchObject({ kind: 'same', a: kept });
    expect(layout.row(layout.rowOf('a', 1050))).toMatchObject({ kind: 'same', a: 1050 });
    expect(fromRows(a, b, layout)).toEqual([a.text, b.text]);
  });

  it.each([FOLDING, STACKED])('finds the row of each line of both sides (%#)', (options) => {
    const layout = layOutDiff(a, b, hunks, options);
    for (const [side, index] of [
      ['a', a],
      ['b', b],
    ] as const) {
      for (let line = 0; line < index.count; line += 7) {
        const row = layout.row(layout.rowOf(side, line));
        if (row?.kind === 'fold') expect(line - row[side]).toBeLessThan(row.count);
        else expect(row?.[side]).toBe(line);
      }
    }
  });
});

describe('whatever differs', () => {
  it.each([
    [{}, { a: 1 }],
    [{ a: [1, 2, 3] }, { a: [3, 2, 1, 0] }],
    [{ stop: ['a', 'b'], x: { y: 1 } }, { x: { y: 2, z: [] } }],
    [Array.from({ length: 4000 }, (_, i) => i), Array.from({ length: 4000 }, (_, i) => i * 3)],
    [Array.from({ length: 4000 }, () => 'x'), Array.from({ length: 3999 }, () => 'y')],
  ])('both sides are whole (%#)', (left, right) => {
    const [a, b] = [laidOut(left), laidOut(right)];
    for (const options of [FOLDING, STACKED])
      expect(fromRows(a, b, layOutDiff(a, b, lineDiff(a, b), options))).toEqual([a.text, b.text]);
  });

  it('what is gone stands above what has come in one column, and each knows what it is about', () => {
    const [a, b] = [laidOut({ a: 1, gone: 2, c: 3 }), laidOut({ a: 4, c: 5 })];
    const rows = rowsOf(layOutDiff(a, b, lineDiff(a, b), STACKED));
    expect(rows.flatMap((row) => (row?.kind === 'change' ? [[row.a, row.b, row.mate]] : []))).toEqual([
      [1, null, 1],
      [2, null, null],
      [3, null, 2],
      [null, 1, 1],
      [null, 2, 3],
    ]);
  });

  it('lines about the same member stand side by side', () => {
    const [a, b] = [laidOut({ a: 1, gone: 2, c: 3 }), laidOut({ a: 4, c: 5 })];
    const rows = rowsOf(layOutDiff(a, b, lineDiff(a, b), FOLDING));
    const words = rows.map((row) =>
      row?.kind === 'change'
        ? [row.a, row.b].map((line, i) => (line === null ? null : (i === 0 ? a : b).key(line)))
        : null,
    );
    expect(words.filter(Boolean)).toEqual([
      ['a', 'a'],
      ['gone', null],
      ['c', 'c'],
    ]);
  });
});

describe('words that differ', () => {
  const marked = (text: string, stretches: readonly { from: number; to: number }[]): readonly string[] =>
    stretches.map(({ from, to }) => text.slice(from, to));
  it.each([
    ['"max_tokens": 8192,', '"max_tokens": 8193,', ['8192'], ['8193']],
    ['"t": "the quick fox"', '"t": "the slow fox"', ['quick'], ['slow']],
    ['"a": true', '"a": true', [], []],
    ['"k": "日本語 です"', '"k": "中国語 です"', ['日本語'], ['中国語']],
  ])('%s | %s', (a, b, left, right) => {
    const words = changedWords(a, b);
    expect(marked(a, words.a)).toEqual(left);
    expect(marked(b, words.b)).toEqual(right);
  });
});

describe('search', () => {
  const index = laidOut({ Name: 'call_00', list: ['CALL_00', 'a.b'] });
  it.each([
    [{ text: 'call_00', matchCase: false, regexp: false }, 2],
    [{ text: 'call_00', matchCase: true, regexp: false }, 1],
    [{ text: 'a.b', matchCase: false, regexp: false }, 1],
    [{ text: 'L._\\d+', matchCase: true, regexp: true }, 1],
    [{ text: 'll_\\d+', matchCase: false, regexp: true }, 2],
    [{ text: '(', matchCase: false, regexp: true }, 0],
    [{ text: '', matchCase: false, regexp: false }, 0],
  ])('%j', (query, count) => {
    const found = findAll(index, query);
    expect(found).toHaveLength(count);
    for (const { line, from, to } of found) expect(to - from).toBeLessThanOrEqual(index.line(line).length);
  });
});

describe('a line', () => {
  it.each([
    ['  "a": "b, c",', '"a"', '"b, c"', 'string'],
    ['  "a": {', '"a"', '{', 'sign'],
    ['    -1.5e3,', null, '-1.5e3', 'number'],
    ['"k\\"": null', '"k\\""', 'null', 'atom'],
    ['},', null, '}', 'sign'],
    ['"only: text"', null, '"only: text"', 'string'],
  ])('%s', (line, key, value, kind) => {
    const parts = readLine(line);
    expect(parts.key && line.slice(parts.key.from, parts.key.to)).toBe(key);
    expect(line.slice(parts.value.from, parts.value.to)).toBe(value);
    expect(parts.value.kind).toBe(kind);
  });
});
