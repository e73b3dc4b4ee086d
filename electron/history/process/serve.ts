import { randomBytes } from 'node:crypto';
import type { ExchangeId, ExchangePatch } from '../../../shared/capture/exchange.ts';
import type { HistoryState } from '../../../shared/contract/history.ts';
import { History } from '../history.ts';
import { ownerName } from '../store/owners.ts';
import { Describing } from './describing.ts';
import { unpacked } from './pack.ts';
import type { FromStore, StoreMethod, ToStore } from './protocol.ts';

/** A call that failed: its message goes to whoever asked. */
const explain = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The store's end of the line. Nothing that it is told ends it. */
export class StoreServer {
  readonly #send: (message: FromStore) => void;
  readonly #exit: () => void;
  #history: History | null = null;
  #describing: Describing | null = null;

  constructor(send: (message: FromStore) => void, exit: () => void) {
    this.#send = send;
    this.#exit = exit;
  }

  take(message: ToStore): void {
    switch (message.type) {
      case 'open':
        this.#open(message);
        break;
      case 'take':
        for (const one of unpacked(message.messages)) {
          try {
            this.#history?.take(one);
            this.#describing?.take(one);
          } catch (error) {
            // One exchange that cannot be read must not take the others along.
            console.error(`strata: an exchange could not be recorded: ${explain(error)}`);
          }
        }
        this.#send({ type: 'took', bytes: message.bytes });
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
        this.#send({ type: 'closed' });
        this.#exit();
    }
  }

  close(): void {
    void this.#describing?.close();
    this.#describing = null;
    try {
      this.#history?.close();
    } catch (error) {
      console.error(`strata: the history was not closed properly: ${explain(error)}`);
    }
    this.#history = null;
  }

  #open({ file, salt, worker, tellsRows }: Extract<ToStore, { type: 'open' }>): void {
    try {
      const owner = ownerName(process.pid, randomBytes(6).toString('hex'));
      const onEvent = (event: Extract<FromStore, { type: 'event' }>['event']): void =>
        this.#send({ type: 'event', event });
      this.#history = new History({ file, owner, salt, tellsRows, onEvent });
      const onDescribed = (id: ExchangeId, patch: ExchangePatch): void =>
        this.#history?.take({ type: 'described', id, patch });
      if (worker !== null) this.#describing = new Describing(worker, onDescribed);
      this.#send({ type: 'event', event: { type: 'state', state: this.#history.state } });
    } catch (error) {
      const sentence = `The history ${file} cannot be opened: ${explain(error)}. Nothing is kept until it can.`;
      const state: HistoryState = { kind: 'failed', sentence, file, exchanges: 0, bytes: 0 };
      this.#send({ type: 'event', event: { type: 'state', state } });
    }
  }

  async #call(id: number, method: StoreMethod, args: readonly unknown[]): Promise<void> {
    const history = this.#history;
    if (!history) {
      this.#send({ type: 'refused', id, message: 'The history is not open.' });
      return;
    }
    try {
      const value =
        method === 'state'
          ? history.state
          : method === 'settled'
            ? await this.#describing?.settled()
            : (history[method] as (...all: readonly unknown[]) => unknown).apply(history, [...args]);
      this.#send({ type: 'answer', id, value });
    } catch (error) {
      this.#send({ type: 'refused', id, message: explain(error) });
    }
  }
}
