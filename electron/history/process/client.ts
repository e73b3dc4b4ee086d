import { randomBytes } from 'node:crypto';
import type { ExchangeId, ExchangePatch, ExchangeStart, Link } from '../../../shared/capture/exchange.ts';
import type { HistoryEvent, HistoryState } from '../../../shared/contract/history.ts';
import type { ExchangeEnd, ExchangeSink, ResponseHead } from '../sink.ts';
import type { SpanTarget } from '../telemetry/sender.ts';
import { Packer } from './pack.ts';
import type { FromStore, StoreCalls, StoreLine, StoreMethod } from './protocol.ts';
import { Questions } from './questions.ts';

/** What may be on its way to the store before bodies are left out, bytes. */
const MOST_UNDERWAY = 64 * 1024 * 1024;
/** What comes within so long goes to the store in one message, milliseconds: each costs whoever forwards. */
const GATHER_MS = 100;
/** So many bytes do not wait. */
const GATHER_BYTES = 256 * 1024;
/** A store that ended is started again so often, so far apart, milliseconds. */
const RESTARTS = 5;
const RESTART_MS = 500;
/** How long a store may take to end by itself, milliseconds. */
const CLOSE_MS = 5_000;

const ENDED = 'The history ended unexpectedly.';

type Ask = {
  [M in StoreMethod]: (...args: Parameters<StoreCalls[M]>) => Promise<Awaited<ReturnType<StoreCalls[M]>>>;
};

export interface HistoryClientOptions {
  /** Absolute path of the store's file; its folder exists. */
  readonly file: string;
  /** Starts the store's process. */
  readonly launch: () => StoreLine;
  /** The program by which the store's process works out what captured bodies say; without it nobody does. */
  readonly worker?: string;
  /** Whether a window lists the exchanges of this session. */
  readonly listed?: boolean;
  /** What may be on its way before bodies are left out; the usual without it, bytes. */
  readonly mostUnderway?: number;
}

/**
 * The history as the serving process sees it: a sink that never waits, and questions that are answered by the store's
 * own process. Where that ends by a fault it is started again and reads more carefully; what runs then is interrupted,
 * what was kept stays, and what was asked is asked once more.
 */
export class HistoryClient implements ExchangeSink {
  readonly #options: HistoryClientOptions;
  /** Of this session: what is taken out cannot be tried out by whoever has the file alone. */
  readonly salt = randomBytes(16).toString('hex');
  readonly #listeners = new Set<(event: HistoryEvent) => void>();
  /** Those of them that want to know which rows changed. */
  #listing = 0;
  readonly #questions = new Questions();
  readonly #lagging = new Set<string>();
  readonly #secrets = new Set<string>();
  #target: SpanTarget | null = null;
  /** Null from when the process ended by a fault until it is there again. */
  #line: StoreLine | null = null;
  readonly #batch = new Packer();
  #timer: NodeJS.Timeout | null = null;
  #restart: NodeJS.Timeout | undefined;
  #underway = 0;
  #captured = 0;
  #restarts = 0;
  #gaveUp = false;
  #state: HistoryState;
  #closing: (() => void) | null = null;

  constructor(options: HistoryClientOptions) {
    this.#options = options;
    this.#state = { kind: 'opening', sentence: '', file: options.file, exchanges: 0, bytes: 0 };
    this.#launch();
  }

  get state(): HistoryState {
    return this.#state;
  }

  /** Asks the store. Rejects with its reason, or where it ended meanwhile. */
  readonly ask: Ask = new Proxy({} as Ask, {
    get:
      (_target, method: StoreMethod) =>
      (...args: readonly unknown[]) =>
        this.#call(method, args),
  });

  /**
   * Called with everything that changes; gives what ends it.
   * @param rows false where it does not matter which rows changed: that costs both processes, and is told only as long
   * as somebody lists them
   */
  follow(listener: (event: HistoryEvent) => void, { rows = true } = {}): () => void {
    this.#listeners.add(listener);
    if (rows && this.#listing++ === 0) this.#tellRows();
    return () => {
      if (this.#listeners.delete(listener) && rows && --this.#listing === 0) this.#tellRows();
    };
  }

  opened(start: ExchangeStart): void {
    if (start.source === 'live') this.#captured++;
    this.#put({ type: 'opened', start });
  }

  requestBody(id: ExchangeId, bytes: Uint8Array): void {
    if (this.#hasRoom(id, 'request')) this.#put({ type: 'request-body', id, bytes });
  }

  requestEnded(id: ExchangeId, atMs: number): void {
    this.#put({ type: 'request-ended', id, atMs });
  }

  responseHead(id: ExchangeId, head: ResponseHead): void {
    this.#put({ type: 'head', id, head });
  }

  delivery(id: ExchangeId, bytes: Uint8Array, atMs: number): void {
    if (this.#isOver || !this.#hasRoom(id, 'response')) return;
    this.#batch.delivery(id, bytes, atMs);
    this.#flushSoon();
  }

  ended(id: ExchangeId, end: ExchangeEnd): void {
    this.#lagging.delete(`request ${id}`);
    this.#lagging.delete(`response ${id}`);
    this.#put({ type: 'ended', id, end });
  }

  described(id: ExchangeId, patch: ExchangePatch): void {
    this.#put({ type: 'described', id, patch });
  }

  linked(link: Link): void {
    this.#put({ type: 'linked', link });
  }

  learn(...secrets: readonly string[]): void {
    const fresh = secrets.filter((secret) => !this.#secrets.has(secret));
    if (fresh.length === 0) return;
    for (const secret of fresh) this.#secrets.add(secret);
    this.#put({ type: 'learn', secrets: fresh });
  }

  /** Sends spans there from now on, or nowhere. The headers are secret: they are handed over in memory alone. */
  exportSpans(target: SpanTarget | null): void {
    this.#target = target;
    if (!this.#closing) this.#line?.send({ type: 'export', target });
  }

  /** Writes what waits and ends the store's process. */
  async close(): Promise<void> {
    if (this.#closing) return;
    clearTimeout(this.#restart);
    const line = this.#line;
    this.#flush();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        line?.kill();
        resolve();
      }, CLOSE_MS);
      this.#closing = () => {
        clearTimeout(timer);
        resolve();
      };
      if (line) line.send({ type: 'close' });
      else this.#closing();
    });
    this.#questions.forget('The history was closed.');
  }

  /** Once a body has a gap nothing after it is kept: it would stand in the wrong place. */
  #hasRoom(id: ExchangeId, part: 'request' | 'response'): boolean {
    const fits = this.#underway + this.#batch.size <= (this.#options.mostUnderway ?? MOST_UNDERWAY);
    if (fits && this.#lagging.size === 0) return true;
    const key = `${part} ${id}`;
    if (this.#lagging.has(key)) return false;
    if (fits) return true;
    this.#lagging.add(key);
    this.#put({ type: 'lagged', id, part });
    return false;
  }

  #put(message: Parameters<Packer['add']>[0]): void {
    if (this.#isOver) return;
    this.#batch.add(message);
    this.#flushSoon();
  }

  get #isOver(): boolean {
    return this.#closing !== null || this.#gaveUp;
  }

  #flushSoon(): void {
    if (this.#batch.size >= GATHER_BYTES) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS);
  }

  #flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#batch.isEmpty || !this.#line) return;
    this.#underway += this.#batch.size;
    const packed = this.#batch.take();
    this.#line.send({ type: 'take', ...packed }, () => this.#batch.release(packed));
  }

  #call(method: StoreMethod, args: readonly unknown[]): Promise<never> {
    if (this.#closing) return Promise.reject(new Error('The history was closed.'));
    if (this.#gaveUp) return Promise.reject(new Error(ENDED));
    this.#flush();
    return this.#questions.ask(this.#line, method, args, ENDED) as Promise<never>;
  }

  #tellRows(): void {
    if (!this.#closing) this.#line?.send({ type: 'tell-rows', on: this.#listing > 0 });
  }

  #launch(): void {
    const line = this.#options.launch();
    this.#line = line;
    line.onMessage((message) => this.#take(message));
    line.onExit(() => this.#exited());
    const { file, worker = null, listed = false } = this.#options;
    const [tellsRows, firstNumber] = [this.#listing > 0, this.#captured + 1];
    const careful = this.#restarts > 0;
    line.send({ type: 'open', file, salt: this.salt, careful, worker, listed, firstNumber, tellsRows });
    if (this.#secrets.size > 0) {
      const known = new Packer();
      known.add({ type: 'learn', secrets: [...this.#secrets] });
      line.send({ type: 'take', ...known.take() });
    }
    if (this.#target) line.send({ type: 'export', target: this.#target });
    this.#flush();
    this.#questions.askAgain(line);
  }

  #take(message: FromStore): void {
    switch (message.type) {
      case 'took':
        this.#underway = Math.max(0, this.#underway - message.bytes);
        break;
      case 'event':
        this.#tell(message.event);
        break;
      case 'answer':
        this.#questions.answered(message.id, message.value);
        break;
      case 'refused':
        this.#questions.refused(message.id, message.message);
        break;
      case 'closed':
        this.#closing?.();
    }
  }

  #tell(event: HistoryEvent): void {
    if (event.type === 'state') this.#state = event.state;
    for (const listener of this.#listeners) listener(event);
  }

  #exited(): void {
    if (this.#closing) {
      this.#closing();
      return;
    }
    this.#line = null;
    this.#underway = 0;
    const again = this.#restarts < RESTARTS;
    if (again) this.#questions.lost(ENDED);
    else this.#questions.forget(ENDED);
    const sentence = again
      ? 'The history’s process ended unexpectedly and is being started again. Calls that ran are marked as interrupted.'
      : 'The history’s process ended again and again: nothing is kept any more. Start Strata anew; if it comes back, move the file away.';
    this.#tell({ type: 'state', state: { ...this.#state, kind: 'failed', sentence } });
    if (!again) {
      this.#gaveUp = true;
      this.#batch.clear();
      return;
    }
    this.#restarts++;
    this.#restart = setTimeout(() => this.#launch(), RESTART_MS * this.#restarts);
  }
}
