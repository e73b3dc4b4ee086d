import { expect, test } from 'vitest';
import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import { historyLines } from './lines.ts';

const row = (number: number, part: Partial<ExchangeRow> = {}): ExchangeRow =>
  ({
    id: `x${number}`,
    number,
    side: 'client',
    startedAt: number,
    model: 'claude',
    conversation: null,
    cause: null,
    preparation: false,
    ...part,
  }) as ExchangeRow;
const caused = (number: number, by: number, part: Partial<ExchangeRow> = {}): ExchangeRow =>
  row(number, { side: 'bedrock', cause: { client: `x${by}`, evidence: 'stamp' }, ...part });

const shown = (rows: readonly ExchangeRow[], joined: readonly ExchangeRow[], open: readonly string[] = []) =>
  historyLines({
    rows,
    joined: new Map(joined.map((one) => [one.id, one])),
    open: new Set(open),
    preparation: false,
    grouped: true,
  }).map(({ row: { id }, level, children, role, passes }) => [id, level, children, role, passes]);

test('a client’s call is one line that opens to the calls it caused, retries and fallbacks by name', () => {
  const family = [row(1), caused(2, 1), caused(3, 1), caused(4, 1, { model: 'nova' })];
  const newest = [row(9), ...[...family].reverse()];
  expect(shown(newest, family)).toEqual([
    ['x9', 1, 0, '', true],
    ['x1', 1, 3, '', true],
  ]);
  expect(shown(newest, family, ['x1']).slice(1)).toEqual([
    ['x1', 1, 3, '', true],
    ['x2', 2, 0, 'attempt 1', true],
    ['x3', 2, 0, 'retry 1', true],
    ['x4', 2, 0, 'fallback', true],
  ]);
});

test('where the filter lets one of a family through the others stand with it, faint', () => {
  expect(shown([caused(3, 1)], [row(1), caused(2, 1), caused(3, 1)], ['x1'])).toEqual([
    ['x1', 1, 2, '', false],
    ['x2', 2, 0, 'attempt 1', false],
    ['x3', 2, 0, 'retry 1', true],
  ]);
});

test('a call whose client’s call is not kept stands by itself; preparation is folded', () => {
  expect(shown([caused(3, 1), row(2, { preparation: true })], [])).toEqual([['x3', 1, 0, '', true]]);
});
