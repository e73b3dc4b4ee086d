import type { Exchange } from '../../../shared/capture/exchange.ts';
import type { BodyBytes } from '../store/bodies.ts';

/** An exchange with both bodies. */
export interface KeptWhole {
  readonly exchange: Exchange;
  readonly request: BodyBytes;
  readonly response: BodyBytes;
}

/** Exchanges that were asked for together. */
export interface KeptWholes {
  readonly wholes: readonly KeptWhole[];
  /** Of so many ids it tells, the first ones; those that are gone among them. */
  readonly covered: number;
}

/** Bodies that go in one message, bytes; one exchange always does. */
export const MOST_BYTES = 8 * 1024 * 1024;
/** A body is read in one piece where it goes with its exchange, bytes. */
export const LARGEST_BODY = 64 * 1024 * 1024;

/** Reads exchanges one by one in the given order until their bodies come to so much that the rest is to be asked for anew. */
export function readWholes<Id>(ids: readonly Id[], read: (id: Id) => KeptWhole | null): KeptWholes {
  const wholes: KeptWhole[] = [];
  let [covered, size] = [0, 0];
  for (const id of ids) {
    if (size >= MOST_BYTES) break;
    covered += 1;
    const whole = read(id);
    if (!whole) continue;
    wholes.push(whole);
    size += whole.request.bytes.length + whole.response.bytes.length;
  }
  return { wholes, covered };
}
