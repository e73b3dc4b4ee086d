import type { ExchangeId } from '../../../shared/capture/exchange.ts';
import type { HistoryPage } from '../../../shared/contract/history.ts';
import type { Health } from '../health.ts';
import { type Database, number } from '../store/database.ts';
import { rowsByNumber } from './page.ts';

/** Rows that one question brings at most. */
const MOST = 5_000;
const SLICE = 500;

/** Numbers of all that is joined with some exchanges. */
function numbersOf(database: Database, ids: readonly ExchangeId[]): readonly number[] {
  const list = ids.map(() => '?').join(', ');
  const rows = database.all(
    `WITH root (id) AS (
       SELECT cause FROM exchange WHERE id IN (${list}) AND cause IS NOT NULL
       UNION SELECT id FROM exchange WHERE id IN (${list}) AND cause IS NULL)
     SELECT number FROM exchange WHERE cause IN (SELECT id FROM root)
     UNION SELECT number FROM exchange WHERE id IN (SELECT id FROM root) AND id IN
       (SELECT cause FROM exchange WHERE cause IN (SELECT id FROM root))`,
    [...ids, ...ids],
  );
  return rows.map((row) => number(row.number));
}

/**
 * The exchanges of the other side of LiteLLM that are joined with the given ones: the clients' calls that caused them,
 * the Bedrock calls that they caused, and the other Bedrock calls of the same client's call. Where a part of the file is
 * damaged, those that can be read.
 */
export function readJoined(
  database: Database,
  ids: readonly ExchangeId[],
  health: Pick<Health, 'readEach' | 'damaged'>,
): HistoryPage['rows'] {
  const numbers = new Set<number>();
  for (let at = 0; at < ids.length && numbers.size < MOST; at += SLICE) {
    const found = health.readEach(ids.slice(at, at + SLICE), (some) => numbersOf(database, some));
    for (const one of found) numbers.add(one);
  }
  const sorted = [...numbers].slice(0, MOST).sort((a, b) => a - b);
  return rowsByNumber(database, sorted, (message) => health.damaged(message));
}
