import type {
  ExchangeId,
  ExchangePatch,
  ExchangeRow,
  ExchangeStart,
  HeaderList,
} from '../../../shared/capture/exchange.ts';
import type { ExchangeSink } from '../../history/sink.ts';
import { ShortLived } from '../short-lived.ts';
import { rowAtStart } from './entry.ts';
import type { SessionSecrets } from './secrets.ts';

/** A call that runs, as it came: secrets included. */
interface Call {
  readonly start: ExchangeStart;
  request: Uint8Array;
  preparation: boolean;
}

/**
 * The calls that run, for rules that look at them before they go on. It costs whoever forwards a note for each call: a
 * row is made of it only where a rule asks.
 */
export class Underway {
  readonly #calls = new ShortLived<ExchangeId, Call>();
  readonly #secrets: SessionSecrets;

  constructor(secrets: SessionSecrets) {
    this.#secrets = secrets;
  }

  /** A sink that notes what passes and tells `sink` of all of it. */
  noting(sink: ExchangeSink): ExchangeSink {
    return {
      opened: (start) => {
        this.#calls.set(start.id, { start, request: Buffer.alloc(0), preparation: start.preparation });
        sink.opened(start);
      },
      requestBody: (id, bytes) => {
        this.#requested(id, bytes);
        sink.requestBody(id, bytes);
      },
      requestEnded: (id, atMs) => sink.requestEnded(id, atMs),
      responseHead: (id, head) => sink.responseHead(id, head),
      delivery: (id, bytes, atMs) => sink.delivery(id, bytes, atMs),
      described: (id, patch) => {
        this.#described(id, patch);
        sink.described(id, patch);
      },
      ended: (id, end) => {
        this.#calls.delete(id);
        sink.ended(id, end);
      },
      linked: (link) => sink.linked(link),
      learn: (...secrets) => {
        this.#secrets.learn(...secrets);
        sink.learn(...secrets);
      },
    };
  }

  /** The row of a call whose answer has not begun; null where it does not run any more. */
  row(id: ExchangeId): ExchangeRow | null {
    const call = this.#calls.get(id);
    if (!call) return null;
    const { start, request, preparation } = call;
    return { ...rowAtStart(start, 0, this.#secrets), preparation, requestBytes: request.length };
  }

  /** A body that was edited as it is shown, with the secrets of the original in their places. */
  restore(id: ExchangeId, edited: string): string {
    const call = this.#calls.get(id);
    return call ? this.#secrets.restore(Buffer.from(call.request).toString('utf8'), edited) : edited;
  }

  /** Headers that were edited as they are shown, those that were left alone as they came. */
  restoreHeaders(id: ExchangeId, edited: HeaderList): HeaderList {
    return this.#secrets.restoreHeaders(this.#calls.get(id)?.start.headers ?? [], edited);
  }

  #requested(id: ExchangeId, bytes: Uint8Array): void {
    const call = this.#calls.get(id);
    if (call) call.request = call.request.length === 0 ? bytes : Buffer.concat([call.request, bytes]);
  }

  #described(id: ExchangeId, { preparation }: ExchangePatch): void {
    const call = this.#calls.get(id);
    if (call && preparation !== undefined) call.preparation = preparation;
  }
}
