import { expect, it } from 'vitest';
import type { ExchangeRow } from '../capture/exchange.ts';
import { JUST_OPENED } from '../capture/just-opened.ts';
import { noteLive } from './live-rows.ts';

const row = (id: string, state: ExchangeRow['state']): ExchangeRow =>
  ({ ...JUST_OPENED, id, state }) as ExchangeRow;

it('rows come, change and go; what runs is interrupted where who held them is gone', () => {
  const rows = new Map<string, ExchangeRow>();
  noteLive(rows, { type: 'rows', rows: [row('a', 'open'), row('b', 'open'), row('c', 'open')] });
  noteLive(rows, { type: 'rows', rows: [row('b', 'done')] });
  noteLive(rows, { type: 'removed', ids: ['c', 'nobody'] });
  noteLive(rows, { type: 'interrupted' });
  expect([...rows.values()].map(({ id, state }) => [id, state])).toEqual([
    ['a', 'interrupted'],
    ['b', 'done'],
  ]);
});
