import type { HistoryState } from '../../../shared/contract/history.ts';
import type { History } from '../history.ts';
import type { HistoryOptions } from '../options.ts';
import type { SinkMessage } from '../record/message.ts';
import { unpacked } from './pack.ts';
import { type FromStore, LIVE_METHODS, type LiveCalls, type StoreMethod, type ToStore } from './protocol.ts';
import { Session } from './session.ts';

/** A call that failed: its message goes to whoever asked. */
const explain = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const isLive = (method: StoreMethod): method is keyof LiveCalls =>
  (LIVE_METHODS as readonly StoreMethod[]).includes(method);

/** A store that was opened, or how it stands where none can be. */
export type OpenedStore =
  | { readonly kind: 'open'; readonly history: History }
  | { readonly kind: 'none'; readonly state: HistoryState };

/** Opens the store of a file. It does not throw. */
export type OpenStore = (
  options: Pick<HistoryOptions, 'file' | 'salt' | 'careful' | 'tellsRows' | 'onEvent'>,
) => OpenedStore;

export interface StoreServerOptions {
  readonly send: (message: FromStore) => void;
  readonly exit: () => void;
  readonly open: OpenStore;
}

/** The store's end of the line. Nothing that it is told ends it; without a store there still is this session. */
export class StoreServer {
  readonly #options: StoreServerOptions;
  #history: History | null = null;
  /** Why there is no store. */
  #refusal = 'The history is not open.';
  #session: Session | null = null;

  constructor(options: StoreServerOptions) {
    this.#options = options;
  }

  /** Does what it is told, in steps: something else may be done between two of them. */
  *take(message: ToStore): Generator<void> {
    if (message.type !== 'take') {
      this.#do(message);
      return;
    }
    for (const one of unpacked(message)) {
      tell(this.#history, one);
      tell(this.#session, one);
      yield;
    }
    this.#options.send({ type: 'took', bytes: message.bytes });
  }

  close(): void {
    void this.#session?.close();
    this.#session = null;
    try {
      this.#history?.close();
    } catch (error) {
      console.error(`strata: the history was not closed properly: ${explain(error)}`);
    }
    this.#history = null;
  }

  #do(message: Exclude<ToStore, { type: 'take' }>): void {
    switch (message.type) {
      case 'open':
        this.#open(message);
        break;
      case 'tell-rows':
        this.#history?.tellRows(message.on);
        break;
      case 'export':
        this.#history?.exportSpans(message.target);
        break;
      case 'call':
        void this.#call(message.id, message.method, message.args);
        break;
      case 'close':
        this.close();
        this.#options.send({ type: 'closed' });
        this.#options.exit();
    }
  }

  #open({ file, salt, careful, tellsRows, worker, ...listing }: Extract<ToStore, { type: 'open' }>): void {
    const onEvent: HistoryOptions['onEvent'] = (event) => this.#options.send({ type: 'event', event });
    const onDescribed: ConstructorParameters<typeof Session>[0]['onDescribed'] = (id, patch) =>
      this.#history?.take({ type: 'described', id, patch });
    if (worker !== null) this.#session = new Session({ worker, salt, ...listing, onDescribed });
    const opened = this.#options.open({ file, salt, careful, tellsRows, onEvent });
    if (opened.kind === 'open') this.#history = opened.history;
    else this.#refusal = opened.state.sentence;
    onEvent({ type: 'state', state: opened.kind === 'open' ? opened.history.state : opened.state });
  }

  async #call(id: number, method: StoreMethod, args: readonly unknown[]): Promise<void> {
    try {
      const value = await this.#asked(method, args);
      this.#options.send({ type: 'answer', id, value });
    } catch (error) {
      this.#options.send({ type: 'refused', id, message: explain(error) });
    }
  }

  #asked(method: StoreMethod, args: readonly unknown[]): unknown {
    if (isLive(method)) return this.#session && answer(this.#session, method, args);
    if (!this.#history) throw new Error(this.#refusal);
    return method === 'state' ? this.#history.state : answer(this.#history, method, args);
  }
}

/** One exchange that cannot be read must not take the others along. */
function tell(taker: Pick<History, 'take'> | null, message: SinkMessage): void {
  try {
    taker?.take(message);
  } catch (error) {
    console.error(`strata: an exchange could not be recorded: ${explain(error)}`);
  }
}

/** What a method answers to arguments that came as a message. */
const answer = <M extends string>(
  of: { readonly [method in M]: unknown },
  method: M,
  args: readonly unknown[],
): unknown => (of[method] as (...all: readonly unknown[]) => unknown).apply(of, [...args]);
