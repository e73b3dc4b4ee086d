import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import { durationOf } from './group.ts';

/** Calls that are named at most. */
const MOST = 6;

/**
 * Bedrock calls that ran while a client's call ran and that nothing joins with any: they may be its own, but that is a
 * guess, so they stand apart. Null where the call is joined, still runs, or is none of a client, and where LiteLLM was not
 * reached: there was nothing to join.
 */
export function unjoinedWith(row: ExchangeRow, rows: readonly ExchangeRow[]): readonly ExchangeRow[] | null {
  if (row.side !== 'client' || row.state === 'open' || row.preparation) return null;
  if (rows.some(({ cause }) => cause?.client === row.id)) return null;
  const end = row.startedAt + durationOf(row, row.startedAt);
  const meanwhile = rows
    .filter(
      ({ side, cause, preparation, startedAt }) =>
        side === 'bedrock' &&
        cause === null &&
        !preparation &&
        startedAt >= row.startedAt &&
        startedAt <= end,
    )
    .slice(0, MOST);
  return row.state === 'failed' && row.status === null && meanwhile.length === 0 ? null : meanwhile;
}
