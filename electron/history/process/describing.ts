import { setTimeout } from 'node:timers/promises';
import type { ExchangeId, ExchangePatch } from '../../../shared/capture/exchange.ts';
import type { Work } from '../../capture/live/assessor.ts';
import { LiveLog } from '../../capture/live-log.ts';
import { compiledDir } from '../../compiled/folder.ts';
import { programOf } from '../../compiled/program.ts';
import { Workshop } from '../../inspector/work/workshop.ts';
import { type SinkMessage, toldTo } from '../record/message.ts';

/** What is held in memory until it has been looked into. */
const HELD = { exchanges: 500, bytes: 64 * 1024 * 1024 } as const;
/** At the end what was captured last may be looked into for so long, milliseconds. */
const PATIENCE_MS = 3_000;

/**
 * Works out what the bodies of captured exchanges say, beside the store: whoever forwards has no part in it. The thread
 * that finds it out is started with the first exchange that is over.
 */
export class Describing {
  readonly #log: LiveLog;
  #workshop: Workshop | null = null;

  /** @param worker absolute path of the program that looks into bodies */
  constructor(worker: string, onDescribed: (id: ExchangeId, patch: ExchangePatch) => void) {
    const work: Work = {
      one: (job, signal) => {
        this.#workshop ??= new Workshop(programOf(worker, compiledDir()), { warm: false });
        return this.#workshop.one(job, signal);
      },
    };
    this.#log = new LiveLog(work, HELD, onDescribed);
  }

  take(message: SinkMessage): void {
    if (message.type === 'lagged') this.#log.lagged(message.id);
    else toldTo(this.#log, message);
  }

  /** Ends once what is over has been looked into, or it takes too long. */
  async settled(): Promise<void> {
    const patience = new AbortController();
    await Promise.race([
      this.#log.settled(),
      setTimeout(PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
    patience.abort();
  }

  async close(): Promise<void> {
    await this.#workshop?.close();
  }
}
