import { expect, test } from 'vitest';
import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import { asTheyAre } from './store.ts';

const row = (id: string, state: string): ExchangeRow => ({ id, state }) as ExchangeRow;

test('a list that stands still tells what became of its calls, and takes no new ones', () => {
  const now = new Map(['new', 'b'].map((id) => [id, row(id, 'done')]));
  expect(asTheyAre([row('b', 'open'), row('gone', 'open')], now)).toEqual([row('b', 'done')]);
});
