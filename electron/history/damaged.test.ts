import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { History } from './history.ts';
import { Database } from './store/database.ts';
import { openHistory, tell } from './testing.ts';

const NEWEST = { by: 'started', descending: true } as const;

describe('over a damaged store', () => {
  /** The pages that the rows of exchanges lie in, as the database tells it; numbers from 1. */
  const leavesOf = (database: Database, table: string): readonly number[] =>
    database
      .all("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path", [table])
      .map((row) => Number(row.pageno));

  const tellPlain = (history: History, i: number) =>
    tell(history, {
      status: i % 4 ? 200 : 429,
      response: { usage: { input_tokens: 10, output_tokens: 5 } },
    });

  function damaged(
    table: string,
    fill: (history: History, i: number) => unknown = tellPlain,
  ): { readonly history: History; readonly all: number } {
    const all = 400;
    const { history, file } = openHistory();
    for (let i = 0; i < all; i++) fill(history, i);
    history.close();
    const database = new Database(file);
    const leaves = leavesOf(database, table);
    database.close();
    const bytes = readFileSync(file);
    const page = leaves[Math.floor(leaves.length / 2)] ?? 0;
    bytes.fill(0xee, (page - 1) * 4096, page * 4096);
    writeFileSync(file, bytes);
    return { history: openHistory(file).history, all };
  }

  it('counts go over the exchanges that can be read', () => {
    const { history, all } = damaged('exchange');
    const sums = history
      .facets('', ['status', 'model', 'side'])
      .map(({ values }) => values.reduce((sum, { count }) => sum + count, 0));
    const [readable = 0] = sums;
    expect(readable).toBeGreaterThan(all / 2);
    expect(readable).toBeLessThan(all);
    expect(sums).toEqual([readable, readable, readable]);
    expect(history.count('side:bedrock')).toBe(readable);
    const tokens = history.numbers('').find(({ field }) => field === 'tokens-in');
    expect(tokens?.average).toBe(10);
    expect(tokens?.buckets.reduce((sum, { count }) => sum + count, 0)).toBe(readable);
    const { over, groups } = history.overview('');
    expect(over.series.flatMap(({ counts }) => counts).reduce((a, b) => a + b, 0)).toBe(readable);
    expect(groups.find(({ field }) => field === 'model')?.rows[0]?.calls).toBe(readable);
    expect(history.state.kind).toBe('damaged');
    history.close();
  });

  it.each([
    ['name', 'model', null],
    ['detail', 'title', ''],
  ] as const)('lines have all that does not lie in the damaged part: %s', (table, member, otherwise) => {
    const { history, all } = damaged(table, (into, i) =>
      tell(into, {
        start: { model: `model ${i}` },
        request: { messages: [{ role: 'user', content: `asked ${i}` }] },
        response: { error: { type: 'overloaded_error', message: 'x' } },
        status: 529,
      }),
    );
    const newest = (limit: number) => history.page('status:529', NEWEST, null, limit).rows;
    const rows = newest(all);
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: all }, (_, i) => all - i));
    const without = rows.filter((row) => row[member] === otherwise);
    expect(without.length).toBeGreaterThan(0);
    expect(without.length).toBeLessThan(all / 2);
    expect(newest(10)).toEqual(rows.slice(0, 10));
    const numbers = rows.map(({ number }) => number).reverse();
    expect(history.matching('', numbers)).toEqual([...rows].reverse());
    const sorted = history.page('', { by: 'size', descending: true }, null, all).rows;
    expect(sorted).toHaveLength(all);
    for (const { number, id } of without) expect(history.exchange(number)?.id).toBe(id);
    expect(history.wholes(numbers).wholes).toHaveLength(all);
    expect(history.state.kind).toBe('damaged');
    history.close();
  });

  it.each(['name', 'exchange', 'detail'])('a sorted list goes past the damaged part: %s', (table) => {
    const { history, all } = damaged(table, (into, i) =>
      tell(into, {
        start: { model: `model ${i}` },
        request: { messages: [{ role: 'user', content: `asked ${i}` }] },
        status: i % 4 ? 200 : 429,
      }),
    );
    const readable = history.page('', NEWEST, null, all).rows.length;
    expect(readable).toBeGreaterThan(all / 2);
    for (const by of ['size', 'model', 'asked'] as const)
      for (const descending of [true, false]) {
        const seen: number[] = [];
        let after: string | null = null;
        do {
          const page = history.page('', { by, descending }, after, 30);
          seen.push(...page.rows.map(({ number }) => number));
          after = page.next;
        } while (after !== null);
        expect(new Set(seen).size, by).toBe(seen.length);
        expect(seen, `${by} ${descending}`).toHaveLength(readable);
      }
    history.close();
  });

  it('lines stand without marks where those cannot be read', () => {
    const { history, all } = damaged('flag', (into) =>
      tell(into, { request: { stream_chunk_size: 7, messages: [] } }),
    );
    const { rows } = history.page('', NEWEST, null, all);
    expect(rows).toHaveLength(all);
    const marked = rows.filter(({ flags }) => flags.length > 0);
    expect(marked.length).toBeGreaterThan(0);
    expect(marked.length).toBeLessThan(all);
    history.close();
  });

  it('lines of many exchanges leave out those that cannot be read', () => {
    const { history, all } = damaged('exchange');
    const numbers = Array.from({ length: all }, (_, i) => i + 1);
    const rows = history.matching('', numbers);
    expect(rows.length).toBeGreaterThan(all / 2);
    expect(rows.length).toBeLessThan(all);
    expect(history.matching('', numbers)).toEqual(rows);
    expect(history.state.kind).toBe('damaged');
    history.close();
  });

  it('what is joined with many exchanges is shown as far as it can be read', () => {
    const causes: string[] = [];
    const { history } = damaged('exchange', (into, i) => {
      const client = causes[causes.length - 1];
      if (i % 2 === 0 || client === undefined) causes.push(tell(into, { start: { side: 'client' } }));
      else tell(into, { start: { cause: { client, evidence: 'stamp' } } });
    });
    const rows = history.joined(causes);
    const readable = history.count('');
    expect(rows.length).toBeGreaterThan(causes.length);
    expect(rows.length).toBeLessThanOrEqual(readable);
    expect(rows.map((row) => row.number)).toEqual(rows.map((row) => row.number).sort((a, b) => a - b));
    expect(history.state.kind).toBe('damaged');
    history.close();
  });

  it('facets leave out a field that cannot be read, and no other', () => {
    const { history, all } = damaged('name');
    const facets = history.facets('', ['model', 'side']);
    const side = facets.find(({ field }) => field === 'side');
    expect(side?.values).toEqual([{ value: 'bedrock', count: all }]);
    expect(facets.find(({ field }) => field === 'model')?.values ?? []).toEqual([]);
    expect(history.state.kind).toBe('damaged');
    history.close();
  });
});
