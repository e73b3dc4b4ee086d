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
  async *follow(signal: AbortSignal): AsyncGenerator<LiveEvent> {
    const { ask } = this.#history;
    const asker = this.#asker(signal);
    const running = new Map<ExchangeId, ExchangeRow>();
    while (!signal.aborted) {
      const event = await ask.liveNext(asker).catch(() => 'ended' as const);
      if (event === null) return;
      if (event !== 'ended') {
        note(running, event);
        yield event;
        continue;
      }
      const rows = [...running.values()].map((row) => ({ ...row, state: 'interrupted' as const }));
      running.clear();
      if (rows.length > 0) yield { type: 'rows', rows };
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

/** Keeps of the rows that were told those that run. */
function note(running: Map<ExchangeId, ExchangeRow>, event: LiveEvent): void {
  if (event.type === 'removed') for (const id of event.ids) running.delete(id);
  else
    for (const row of event.rows)
      if (row.state === 'open') running.set(row.id, row);
      else running.delete(row.id);
}
