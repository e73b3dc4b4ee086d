import type { ExchangeId, ExchangePatch, Flag } from '../../../shared/capture/exchange.ts';
import type { Route } from '../../../shared/pipeline/call/model.ts';
import type { CapturedCall, CapturedRequest, ClientCall, Judged } from '../../inspector/captured.ts';
import type { Recognised } from '../../inspector/recognise.ts';
import type { Job } from '../../inspector/work/job.ts';

/** Threads that do work; their results are JSON. */
export interface Work {
  one(job: Job, signal: AbortSignal): Promise<string>;
}

/** An exchange whose bodies are to be looked into. */
export interface Assessed {
  /** Bodies are put together where they are asked for; an answer is unpacked for its call. */
  readonly call: () => Promise<CapturedCall>;
  readonly request: () => CapturedRequest;
  readonly route: Route | null;
  readonly client: () => ClientCall | null;
  /** Whether LiteLLM made the body: it says so or its front was asked; nothing tells; or another program says it did. */
  readonly byLiteLlm: 'yes' | 'maybe' | 'no';
}

const NEVER = new AbortController().signal;
/** Bodies that wait to be held against the releases; beyond that the oldest are told once they are opened. */
const MOST_WAITING = 500;

/**
 * Works out what the bodies of exchanges say, one after the other on a thread of its own: first what is wrong with
 * them and what was answered, then, while nothing newer waits, which LiteLLM made them.
 */
export class Assessor {
  readonly #work: Work;
  readonly #subject: (id: ExchangeId) => Assessed | null;
  readonly #onJudged: (id: ExchangeId, judged: Judged) => void;
  readonly #onDescribed: (id: ExchangeId, patch: ExchangePatch) => void;
  readonly #fresh: ExchangeId[] = [];
  readonly #unnamed: ExchangeId[] = [];
  #running: Promise<void> | null = null;

  constructor(options: {
    readonly work: Work;
    /** What is kept of an exchange; null where its bodies gave way. */
    readonly subject: (id: ExchangeId) => Assessed | null;
    readonly onJudged: (id: ExchangeId, judged: Judged) => void;
    readonly onDescribed: (id: ExchangeId, patch: ExchangePatch) => void;
  }) {
    this.#work = options.work;
    this.#subject = options.subject;
    this.#onJudged = options.onJudged;
    this.#onDescribed = options.onDescribed;
  }

  /** Looks into an exchange that is over. */
  assess(id: ExchangeId): void {
    this.#fresh.push(id);
    this.recognise(id);
  }

  /** Tells anew which LiteLLM made a body: its client's call has become known. */
  recognise(id: ExchangeId): void {
    if (!this.#unnamed.includes(id)) this.#unnamed.push(id);
    if (this.#unnamed.length > MOST_WAITING) this.#unnamed.shift();
    this.#running ??= this.#run();
  }

  /** Ends once nothing waits. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    await Promise.resolve();
    for (;;) {
      const fresh = this.#fresh.shift();
      const id = fresh ?? this.#unnamed.shift();
      if (id === undefined) break;
      await (fresh === undefined ? this.#name(id) : this.#judge(id)).catch(() => undefined);
    }
    this.#running = null;
  }

  async #judge(id: ExchangeId): Promise<void> {
    const subject = this.#subject(id);
    if (!subject) return;
    const call = await subject.call();
    const judged = JSON.parse(await this.#work.one({ kind: 'judge', call }, NEVER)) as Judged;
    this.#onJudged(id, judged);
    if (judged.flags.length > 0) this.#onDescribed(id, { flags: judged.flags });
  }

  async #name(id: ExchangeId): Promise<void> {
    const subject = this.#subject(id);
    if (!subject || subject.byLiteLlm === 'no' || subject.route === null) return;
    const { route, byLiteLlm } = subject;
    const job = { kind: 'recognise', call: subject.request(), route, client: subject.client() } as const;
    const { release, tried, lost } = JSON.parse(await this.#work.one(job, NEVER)) as Recognised;
    if (!tried || (release === '' && byLiteLlm === 'maybe')) return;
    const flags: Flag[] = [];
    if (release === '') flags.push({ kind: 'unexplained', count: 1, names: [] });
    if (lost.length > 0) flags.push({ kind: 'lost', count: lost.length, names: lost });
    this.#onDescribed(id, { release, ...(flags.length > 0 ? { flags } : {}) });
  }
}
