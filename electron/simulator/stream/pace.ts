import type { SimulatorSettings } from '../../../shared/contract/host.ts';
import type { Random } from '../answer/random.ts';

/** Bytes that leave in one write, and when: milliseconds since the request was accepted. */
export interface Delivery {
  readonly atMs: number;
  readonly bytes: Uint8Array;
}

export type Pace = Pick<SimulatorSettings, 'tokensPerSecond' | 'firstTokenDelayMs' | 'jitter' | 'collected'>;

/**
 * When each event leaves: the first after the first-token delay, each further one after the time
 * its tokens take, give or take the jitter. `tokens` holds one count per event.
 */
export function schedule(tokens: readonly number[], pace: Pace, random: Random): readonly number[] {
  let at = pace.firstTokenDelayMs;
  let first = true;
  return tokens.map((count) => {
    if (count > 0 && !first) {
      at += ((count * 1000) / pace.tokensPerSecond) * (1 + pace.jitter * (2 * random() - 1));
    }
    if (count > 0) first = false;
    return at;
  });
}
