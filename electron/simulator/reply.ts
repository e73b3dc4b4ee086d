import type { Exchange } from '../http/exchange.ts';
import type { Gone } from '../http/gone.ts';
import type { Delivery } from './stream/script.ts';
import { until } from './stream/until.ts';

/** How a response ends: properly, by breaking the connection, or never. */
type Ending = 'end' | 'reset' | 'hang';

/** A response as it will go out: status and headers with the first delivery, then each at its time. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly deliveries: readonly Delivery[];
  readonly ending: Ending;
}

/** Waits until the client has gone. */
const forever = (gone: Gone): Promise<void> => new Promise((resolve) => void gone.on(resolve));

/**
 * Sends a reply; times count from `startMs` on the performance clock. A broken or hanging reply
 * without any delivery sends no head either. Resolves early when the client goes away.
 */
export async function sendReply(exchange: Exchange, reply: Reply, startMs: number): Promise<void> {
  const { deliveries, ending, status, headers } = reply;
  const [first] = deliveries;
  await until(startMs + (first?.atMs ?? 0), exchange.gone);
  if (first || ending === 'end') exchange.head(status, headers);
  for (const { atMs, bytes } of deliveries) {
    await until(startMs + atMs, exchange.gone);
    if (exchange.gone.isSo) return;
    await exchange.write(bytes);
  }
  if (ending === 'hang') await forever(exchange.gone);
  else if (ending === 'reset') await exchange.reset();
  else exchange.end();
}
