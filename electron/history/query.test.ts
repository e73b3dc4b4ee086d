import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  DIALECTS,
  type ExchangeRow,
  FLAGS,
  PROTOCOLS,
  SIDES,
  SOURCES,
  STATES,
} from '../../shared/capture/exchange.ts';
import { explainQuery } from '../../shared/query/explain.ts';
import { FIELDS } from '../../shared/query/fields.ts';
import { matcher, type Said } from '../../shared/query/match.ts';
import { parseQuery } from '../../shared/query/parse.ts';
import { toSql } from '../../shared/query/sql.ts';
import { indexed } from '../../shared/query/words.ts';
import { Beginnings } from './read/beginnings.ts';
import { rowsByNumber } from './read/page.ts';
import { number } from './store/database.ts';
import { openFile } from './store/schema.ts';
import { insertExchange, keyOf, putFlags, putWords, updateExchange } from './store/write.ts';
import { newFile, startOf } from './testing.ts';

/** Texts that have tripped such comparisons before: case, wildcards, marks, halves of characters, other scripts. */
const TEXTS = [
  'claude',
  'CLAUDE',
  'a%b',
  'a_b',
  'a\\b',
  'Ä',
  'ä',
  'İstanbul',
  'ß',
  '100%',
  'x"y',
  "it's",
  '漢字 かな',
  'tool use',
  'Tool-Use',
  'e\u0301',
  '\ud83d\ude00',
  '\ud800x',
  'nu\0l',
  'K',
  '-',
  '*',
  'none',
  'a,b',
  '℡',
  'ﬁn',
];
const word = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const count = fc.option(
  fc.oneof(fc.constantFrom(0, 1, 399, 400, 429, 500), fc.integer({ min: 0, max: 2_000_000 })),
  { nil: null },
);
const time = fc.option(fc.double({ min: 0, max: 100_000, noNaN: true }), { nil: null });
const NOW = 1_780_000_000_000;

const exchange = fc.record({
  model: fc.option(word, { nil: null }),
  program: word,
  operation: word,
  path: word,
  target: word,
  method: fc.constantFrom('POST', 'GET'),
  region: fc.option(word, { nil: null }),
  conversation: fc.option(fc.stringMatching(/^[ -~]{0,12}$/), { nil: null }),
  side: fc.constantFrom(...SIDES),
  source: fc.constantFrom(...SOURCES),
  dialect: fc.constantFrom(...DIALECTS),
  protocol: fc.constantFrom(...PROTOCOLS),
  route: fc.constantFrom('invoke', 'converse', null),
  startedAt: fc.integer({ min: NOW - 100_000_000, max: NOW }),
  preparation: fc.boolean(),
});
const change = fc.record({
  state: fc.constantFrom(...STATES),
  status: count,
  error: word,
  stopReason: fc.option(word, { nil: null }),
  pinned: fc.boolean(),
  frames: fc.nat({ max: 300 }),
  requestBytes: fc.nat({ max: 3_000_000 }),
  timings: fc.record({
    firstTokenMs: time,
    endMs: time,
    longestGapMs: time,
    burstShare: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }),
  }),
  usage: fc.record({
    inputTokens: count,
    outputTokens: count,
    cacheReadTokens: count,
    cacheWriteTokens: count,
  }),
});
const flags = fc.uniqueArray(
  fc.record({
    kind: fc.constantFrom(...FLAGS),
    count: fc.nat({ max: 5 }),
    names: fc.array(word, { maxLength: 2 }),
  }),
  { selector: ({ kind }) => kind, maxLength: 2 },
);
const said = fc.record({
  asked: fc.array(word, { maxLength: 3 }),
  answered: fc.array(word, { maxLength: 3 }),
  about: fc.array(word, { maxLength: 2 }),
});
const kept = fc.record({ exchange, change, flags, said });

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;
const value = fc.oneof(
  word.map(quoted),
  fc.constantFrom(
    'claude',
    'c*e',
    '*',
    'none',
    'any',
    '400',
    '>=400',
    '<400',
    '400..499',
    '>1mb',
    '<2s',
    '50%',
    'today',
    '>today',
    '<=yesterday',
    'done',
    'failed',
    'bed',
    'leaked',
    'pinned',
    'joined',
    '15m',
    '7d',
    'tool',
    'a_b',
    '100%',
    '=claude',
    '12k',
  ),
);
const term = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...FIELDS.map(({ name }) => name)),
      fc.array(value, { minLength: 1, maxLength: 2 }),
    )
    .map(([name, values]) => `${name}:${values.join(',')}`),
  word.map(quoted),
  fc.constantFrom('tool', 'claude', 'use', 'x', '漢', 'fin'),
);
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    term,
    tie('expression').map((inner) => `-(${inner})`),
    fc
      .tuple(tie('expression'), fc.constantFrom(' ', ' OR ', ' AND '), tie('expression'))
      .map(([a, join, b]) => `(${a}${join}${b})`),
  ),
}));

describe('a filter', () => {
  const { database } = openFile(newFile());
  const beginnings = new Beginnings(database);
  afterAll(() => database.close());

  function keep(
    all: readonly (typeof kept extends fc.Arbitrary<infer T> ? T : never)[],
  ): readonly { row: ExchangeRow; said: Said }[] {
    return database.transaction(() => {
      for (const table of ['exchange', 'detail', 'flag', 'name']) database.run(`DELETE FROM ${table}`);
      database.run("INSERT INTO words(words) VALUES ('delete-all')");
      return all.map((one) => {
        const n = insertExchange(database, startOf(one.exchange), 'x');
        updateExchange(database, n, one.change);
        if (one.flags.length > 0) putFlags(database, n, one.flags);
        putWords(database, n, 0, { asked: one.said.asked, about: one.said.about });
        putWords(database, n, 1, { answered: one.said.answered, about: [] });
        const [row] = rowsByNumber(database, [n], () => undefined);
        if (!row) throw new Error('not kept');
        const exact = {
          ...row,
          program: one.exchange.program,
          model: one.exchange.model || null,
          conversation: keyOf(one.exchange.conversation),
        };
        return {
          row: exact,
          said: {
            asked: indexed(one.said.asked),
            answered: indexed(one.said.answered),
            about: indexed(one.said.about),
          },
        };
      });
    });
  }

  it('lets the same exchanges through in the database and in memory', () => {
    fc.assert(
      fc.property(
        fc.array(kept, { minLength: 1, maxLength: 6 }),
        fc.array(expression, { minLength: 1, maxLength: 12 }),
        (all, queries) => {
          const rows = keep(all);
          for (const query of queries) {
            const { tree } = parseQuery(query, NOW);
            const matches = matcher(tree);
            const condition = toSql(tree, (beginning) => beginnings.of(beginning));
            const [low, high] = [rows[0]?.row.number ?? 0, rows[rows.length - 1]?.row.number ?? 0];
            const fitting = rows.filter(({ row, said: words }) => matches(row, words));
            for (const where of new Set([condition?.where ?? '1', condition?.recent ?? '1'])) {
              const found = database.all(
                `SELECT number FROM exchange WHERE number BETWEEN ?1 AND ?2 AND ${where} ORDER BY number`,
                [low, high, ...(condition?.values ?? [])],
              );
              expect(
                found.map((row) => number(row.number)),
                `${query}: ${explainQuery(tree)}`,
              ).toEqual(fitting.map(({ row }) => row.number));
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it('that is any text at all is read, explained and asked without an error', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          expression,
          fc.string({
            unit: fc.constantFrom(
              '(',
              ')',
              '-',
              '"',
              ' ',
              ':',
              'a',
              'OR',
              ' ',
              '\\',
              ',',
              '>',
              'status:',
              'is:',
            ),
          }),
        ),
        (text) => {
          const { tree, problems } = parseQuery(text, NOW);
          for (const { from, to, message } of problems) {
            expect(message).not.toBe('');
            expect(from >= 0 && from <= to && to <= text.length).toBe(true);
          }
          expect(explainQuery(tree)).toMatch(/^(All exchanges|Exchanges where [\s\S]+)\.$/);
          const condition = toSql(tree);
          database.all(
            `SELECT number FROM exchange WHERE number BETWEEN ?1 AND ?2 AND ${condition?.where ?? '1'}`,
            [1, 9, ...(condition?.values ?? [])],
          );
        },
      ),
      { numRuns: 1_500 },
    );
  }, 60_000);
});
