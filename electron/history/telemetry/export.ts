import { NO_SPANS, type SpanState, type TelemetrySettings } from '../../../shared/contract/telemetry.ts';
import { tracesUrl } from '../../../shared/share/otlp/address.ts';
import type { Database } from '../store/database.ts';
import { putSpan, readdress, totalsOf, waitingFor } from './outbox.ts';
import { SpanSender, type SpanTarget } from './sender.ts';

/** What becomes known of an exchange just after its end goes along: spans wait for it so long, milliseconds. */
const SETTLE_MS = 1_500;

/** Exchanges that end here become spans of the outbox, and go where this process was told to send them. */
export class SpanExport {
  readonly #database: Database;
  readonly #holder: string;
  readonly #settleMs: number;
  readonly #onState: (state: SpanState) => void;
  #target: SpanTarget | null = null;
  #sender: SpanSender | null = null;

  /** @param holder names this process among those that share the store */
  constructor(
    database: Database,
    holder: string,
    onState: (state: SpanState) => void,
    settleMs: number = SETTLE_MS,
  ) {
    this.#settleMs = settleMs;
    this.#database = database;
    this.#holder = holder;
    this.#onState = onState;
  }

  get state(): SpanState {
    if (!this.#target || !this.#sender) return NO_SPANS;
    const { url } = this.#target;
    return {
      ...totalsOf(this.#database, url),
      waiting: waitingFor(this.#database, url),
      ...this.#sender.trying,
    };
  }

  to(target: SpanTarget | null): void {
    this.#sender?.close();
    this.#target = target;
    this.#sender = target && this.#startSender(target);
    this.#onState(this.state);
  }

  /** An exchange is over; inside the transaction that writes its end. */
  put(exchange: number): void {
    if (!this.#target) return;
    const { url: endpoint, content } = this.#target;
    putSpan(this.#database, { endpoint, content, readyAt: Date.now() + this.#settleMs }, exchange);
  }

  wake(): void {
    this.#sender?.wake();
  }

  /** Somebody gave another address: what waits for the one before goes there. */
  moved(before: TelemetrySettings, now: TelemetrySettings): void {
    const [from, to] = [before.endpoint, now.endpoint].map((one) => (one === '' ? '' : tracesUrl(one)));
    if (from && to && from !== to) readdress(this.#database, from, to);
  }

  close(): void {
    this.#sender?.close();
  }

  #startSender(target: SpanTarget): SpanSender {
    return new SpanSender({
      database: this.#database,
      holder: this.#holder,
      target,
      onChange: () => this.#onState(this.state),
    });
  }
}
