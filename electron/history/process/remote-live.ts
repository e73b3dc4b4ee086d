import { setTimeout } from 'node:timers/promises';
import type { ExchangeId, ExchangeRow } from '../../../shared/capture/exchange.ts';
import type { LiveEvent, OpenedExchange } from '../../../shared/contract/capture.ts';
import type { Encoded } from '../../../shared/contract/encoded.ts';
import type { ProfileId } from '../../../shared/pipeline/releases/profile.ts';
import type { LiveView } from '../../capture/live/live-view.ts';
import type { Recorded } from '../../capture/replay.ts';
import type { HistoryClient } from './client.ts';

/** After so long it is asked again whether the store's process, which ended by a fault, is there, milliseconds. */
const AGAIN_MS = 500;
const INTERRUPTED = JSON.stringify({ type: 'interrupted' } satisfies LiveEvent);

/** The exchanges of this session, which the store's process holds. */
export class RemoteLive implements LiveView {
  readonly #history: Pick<HistoryClient, 'ask' | 'salt'>;
  #askers = 0;

  constructor(history: Pick<HistoryClient, 'ask' | 'salt'>) {
    this.#history = history;
  }

  get salt(): string {
    return this.#history.salt;
  }

  /** Where the process ends by a fault, what ran is told as interrupted, and what is captured afterwards follows. */
  async *follow(signal: AbortSignal): AsyncGenerator<Encoded<LiveEvent>> {
    const { ask } = this.#history;
    const asker = this.#asker(signal);
    let hasRows = false;
    while (!signal.aborted) {
      const json = await ask.liveNext(asker).catch(() => undefined);
      if (json === null) return;
      if (json !== undefined) {
        hasRows = true;
        yield { json };
        continue;
      }
      if (hasRows) yield { json: INTERRUPTED };
      hasRows = false;
      await setTimeout(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async open(
    id: ExchangeId,
    profile: ProfileId,
    signal: AbortSignal,
  ): Promise<Encoded<OpenedExchange> | null> {
    const json = await this.#history.ask.liveOpen(this.#asker(signal), id, profile).catch(() => null);
    return json === null ? null : { json };
  }

  answered(row: ExchangeRow, body: Uint8Array): Promise<Recorded | null> {
    return this.#history.ask.liveAnswered(row, body).catch(() => null);
  }

  clear(): void {
    this.#history.ask.liveClear().catch(() => undefined);
  }

  /** A name for one who asks; what it asked for is given up when `signal` aborts. */
  #asker(signal: AbortSignal): string {
    const asker = String(++this.#askers);
    const leave = (): void => void this.#history.ask.liveLeave(asker).catch(() => undefined);
    signal.addEventListener('abort', leave, { once: true });
    return asker;
  }
}
