import type { Exchange } from '../http/exchange.ts';
import type { Delivery } from './pace.ts';

/** Waits until `atMs` on the performance clock; returns early when the client is gone. */
export function until(atMs: number, gone: AbortSignal): Promise<void> {
  const wait = atMs - performance.now();
  if (wait <= 0 || gone.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      gone.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, wait);
    gone.addEventListener('abort', done);
  });
}

/** Writes each delivery at its time, measured from `startMs`; stops when the client goes away. */
export async function deliver(
  exchange: Exchange,
  deliveries: readonly Delivery[],
  startMs: number,
): Promise<void> {
  for (const delivery of deliveries) {
    await until(startMs + delivery.atMs, exchange.gone);
    if (exchange.gone.aborted) return;
    await exchange.write(delivery.bytes);
  }
}
