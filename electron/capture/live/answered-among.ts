import { answersAnother } from '../../../shared/capture/as-sent.ts';
import type { ExchangeRow } from '../../../shared/capture/exchange.ts';
import type { Recorded } from '../replay.ts';
import { type Entry, recordedOf } from './entry.ts';

/**
 * The newest whole answer to the same request (operation, model and body alike); null where none is kept.
 * @param entries the newest first
 */
export function answeredAmong(
  entries: readonly Entry[],
  { id, operation, model }: ExchangeRow,
  body: Uint8Array,
): Recorded | null {
  for (const entry of entries) {
    const { row, head, kept } = entry;
    const isAlike =
      row.operation === operation && row.model === model && row.requestBytes === body.length && row.id !== id;
    if (!isAlike || row.state !== 'done' || !head || !kept || answersAnother(entry.alterations)) continue;
    if (head.status < 400 && entry.request.whole().equals(body)) return recordedOf(head, entry);
  }
  return null;
}
