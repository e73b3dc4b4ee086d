import type { ExchangeId } from '../../../shared/capture/exchange.ts';
import type { HistoryPage } from '../../../shared/contract/history.ts';
import { type Database, number } from '../store/database.ts';
import { rowsByNumber } from './page.ts';

/** Rows that one question brings at most. */
const MOST = 5_000;
const SLICE = 500;

/**
 * The exchanges of the other side of LiteLLM that are joined with the given ones: the clients' calls that caused them,
 * the Bedrock calls that they caused, and the other Bedrock calls of the same client's call.
 */
export function readJoined(database: Database, ids: readonly ExchangeId[]): HistoryPage['rows'] {
  const numbers = new Set<number>();
  for (let at = 0; at < ids.length && numbers.size < MOST; at += SLICE) {
    const some = ids.slice(at, at + SLICE);
    const list = some.map(() => '?').join(', ');
    const rows = database.all(
      `WITH root (id) AS (
         SELECT cause FROM exchange WHERE id IN (${list}) AND cause IS NOT NULL
         UNION SELECT id FROM exchange WHERE id IN (${list}) AND cause IS NULL)
       SELECT number FROM exchange WHERE cause IN (SELECT id FROM root)
       UNION SELECT number FROM exchange WHERE id IN (SELECT id FROM root) AND id IN
         (SELECT cause FROM exchange WHERE cause IN (SELECT id FROM root))`,
      [...some, ...some],
    );
    for (const row of rows) numbers.add(number(row.number));
  }
  return rowsByNumber(database, [...numbers].slice(0, MOST));
}
