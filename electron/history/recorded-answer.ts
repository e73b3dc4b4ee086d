import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import type { Recorded } from '../capture/replay.ts';
import { RESPONSE } from './part.ts';
import type { HistoryClient } from './process/client.ts';

/** Longer answers are not given again, bytes. */
const LARGEST = 64 * 1024 * 1024;

/** What no longer holds of an answer that was unpacked to be kept. */
const LEFT_OUT = new Set(['content-encoding', 'content-length', 'transfer-encoding']);

/**
 * The newest whole answer to the same request, as it was kept, with its cuts and pauses; null where none is, or where
 * the store does not answer: the call that asks goes on without it.
 */
export const recordedAnswer = (
  history: Pick<HistoryClient, 'ask'>,
  row: Pick<ExchangeRow, 'operation' | 'model'>,
  body: Buffer,
): Promise<Recorded | null> => find(history, row, body).catch(() => null);

async function find(
  { ask }: Pick<HistoryClient, 'ask'>,
  { operation, model }: Pick<ExchangeRow, 'operation' | 'model'>,
  body: Buffer,
): Promise<Recorded | null> {
  const id = await ask.answered({ operation, model, body });
  const exchange = id === null ? null : await ask.exchange(id);
  if (!exchange || exchange.status === null || exchange.response.missing !== null) return null;
  const { bytes, damaged } = await ask.body(exchange.id, RESPONSE, 0, LARGEST);
  if (damaged || bytes.length < exchange.response.kept) return null;
  const { deliveries, responseHeaders, headMs, status, endMs } = exchange;
  // A packed answer was cut where its packed bytes were: it is given in one piece.
  const cuts =
    exchange.response.encoding === '' && deliveries.length > 0
      ? deliveries
      : [{ offset: 0, atMs: endMs ?? 0 }];
  return {
    head: {
      status,
      headers: responseHeaders.filter(([name]) => !LEFT_OUT.has(name.toLowerCase())),
      atMs: headMs ?? 0,
    },
    pieces: cuts.map(({ offset }, i) => bytes.subarray(offset, cuts[i + 1]?.offset ?? bytes.length)),
    deliveries: cuts,
  };
}
