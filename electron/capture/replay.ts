import { performance } from 'node:perf_hooks';
import type { Delivery, ExchangeId } from '../../shared/capture/exchange.ts';
import { towardsClient } from '../../shared/capture/pass-on.ts';
import type { ExchangeSink, ResponseHead } from '../history/sink.ts';
import type { Exchange } from '../http/exchange.ts';
import { until } from '../simulator/stream/until.ts';

/** An answer as it was on the wire. */
export interface Recorded {
  readonly head: ResponseHead;
  readonly pieces: readonly Uint8Array[];
  readonly deliveries: readonly Delivery[];
}

/** Answers with the bytes, cuts and pauses of a recording. False where the client left before its end. */
export async function replay(
  { head, pieces, deliveries }: Recorded,
  exchange: Exchange,
  { sink, id, startMs }: { readonly sink: ExchangeSink; readonly id: ExchangeId; readonly startMs: number },
): Promise<boolean> {
  const since = (): number => performance.now() - startMs;
  const zero = performance.now();
  const { gone } = exchange;
  await until(zero + head.atMs, gone);
  exchange.begin(head.status, '', towardsClient(head.headers));
  sink.responseHead(id, { ...head, atMs: since() });
  for (const [i, piece] of pieces.entries()) {
    await until(zero + (deliveries[i]?.atMs ?? 0), gone);
    if (gone.isSo) return false;
    if (!exchange.put(piece)) await exchange.drained();
    sink.delivery(id, piece, since());
  }
  exchange.end();
  return !gone.isSo;
}
