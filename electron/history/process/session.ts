import { setTimeout } from 'node:timers/promises';
import type { ExchangeId, ExchangePatch, ExchangeRow } from '../../../shared/capture/exchange.ts';
import type { LiveEvent } from '../../../shared/contract/capture.ts';
import type { Encoded } from '../../../shared/contract/encoded.ts';
import type { ProfileId } from '../../../shared/pipeline/releases/profile.ts';
import type { Work } from '../../capture/live/assessor.ts';
import { LIMITS, LiveLog } from '../../capture/live-log.ts';
import type { Recorded } from '../../capture/replay.ts';
import { programOf } from '../../compiled/program.ts';
import { Workshop } from '../../inspector/work/workshop.ts';
import { type SinkMessage, toldTo } from '../record/message.ts';
import type { LiveCalls } from './protocol.ts';

/** What is held in memory until it has been looked into, where nobody lists it: a burst is longer than one would think. */
const UNLISTED = { exchanges: LIMITS.exchanges, bytes: 64 * 1024 * 1024 } as const;
/** At the end what was captured last may be looked into for so long, milliseconds. */
const PATIENCE_MS = 3_000;

export interface SessionOptions {
  /** Absolute path of the program that looks into bodies. */
  readonly worker: string;
  readonly salt: string;
  /** The number of the first exchange that it is told of. */
  readonly firstNumber: number;
  /** Whether a window lists its exchanges. */
  readonly listed: boolean;
  /** Called with what the bodies of an exchange that is over tell. */
  readonly onDescribed: (id: ExchangeId, patch: ExchangePatch) => void;
}

/**
 * The captured exchanges of this session, beside the store: lists them, and works out what their bodies say. Whoever
 * forwards has no part in it. The thread that looks into bodies is started with the first exchange that is over.
 */
export class Session implements LiveCalls {
  readonly #log: LiveLog;
  readonly #followed = new Map<string, AsyncGenerator<Encoded<LiveEvent>>>();
  /** What ends whatever is still asked for, by who asked. */
  readonly #asked = new Map<string, AbortController>();
  #workshop: Workshop | null = null;

  constructor({ worker, listed, ...options }: SessionOptions) {
    const work: Work = {
      one: (job, signal) => {
        this.#workshop ??= new Workshop(programOf(worker), { warm: false });
        return this.#workshop.one(job, signal);
      },
    };
    this.#log = new LiveLog(work, { ...options, limits: listed ? LIMITS : UNLISTED });
  }

  take(message: SinkMessage): void {
    // What was sent from the Request view is kept, too, but stands in no list of captured calls.
    if (message.type === 'opened' && message.start.source !== 'live') return;
    if (message.type === 'lagged') this.#log.lagged(message.id);
    else toldTo(this.#log, message);
  }

  async liveNext(asker: string): Promise<string | null> {
    const known = this.#followed.get(asker);
    const events = known ?? this.#log.follow(this.#askedBy(asker));
    if (!known) this.#followed.set(asker, events);
    const next = await events.next();
    if (next.done) this.#followed.delete(asker);
    return next.done ? null : next.value.json;
  }

  liveLeave(asker: string): void {
    this.#asked.get(asker)?.abort();
    this.#asked.delete(asker);
  }

  async liveOpen(asker: string, id: ExchangeId, profile: ProfileId): Promise<string | null> {
    try {
      return (await this.#log.open(id, profile, this.#askedBy(asker)))?.json ?? null;
    } finally {
      this.#asked.delete(asker);
    }
  }

  liveAnswered(row: ExchangeRow, body: Uint8Array): Promise<Recorded | null> {
    return this.#log.answered(row, body);
  }

  liveClear(): void {
    this.#log.clear();
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

  #askedBy(asker: string): AbortSignal {
    const stop = new AbortController();
    this.#asked.set(asker, stop);
    return stop.signal;
  }
}
