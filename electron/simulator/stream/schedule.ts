import type { SimulatorSettings } from '../../../shared/contract/host.ts';
import type { Random } from '../answer/random.ts';

export type Pace = Pick<SimulatorSettings, 'tokensPerSecond' | 'firstTokenDelayMs' | 'jitter'>;

/**
 * When each event leaves, milliseconds since the request was accepted: the first after the
 * first-token delay, each further one after the time its tokens take, give or take the jitter.
 * `tokens` holds one count per event.
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
