import { NO_SPANS, type SpanState, type TelemetrySettings } from '../../../shared/contract/telemetry.ts';
import type { Redactor } from '../../../shared/redaction/redactor.ts';
import { tracesUrl } from '../../../shared/share/otlp/address.ts';
import { type Database, DatabaseError } from '../store/database.ts';
import { putSpan, readdress, totalsOf, waitingFor } from './outbox.ts';
import { SpanSender, type SpanTarget } from './sender.ts';

/** What becomes known of an exchange just after its end goes along: spans wait for it so long, milliseconds. */
const SETTLE_MS = 1_500;

/** What must not be repeated of a header's value: all of it, and what follows its scheme. */
const secretsIn = ({ headers }: SpanTarget): readonly string[] =>
  headers.flatMap(([, value]) => [value, value.slice(value.indexOf(' ') + 1)]);

export interface SpanExportOptions {
  readonly database: Database;
  /** Takes the headers out of what receivers say, and of what is kept. */
  readonly redactor: Redactor;
  /** Names this process among those that share the store. */
  readonly holder: string;
  readonly onState: (state: SpanState) => void;
  /** How long spans wait for what becomes known after the end; the usual without it, milliseconds. */
  readonly settleMs?: number | undefined;
}

/** Exchanges that end here become spans of the outbox, and go where this process was told to send them. */
export class SpanExport {
  readonly #options: SpanExportOptions;
  #target: SpanTarget | null = null;
  #sender: SpanSender | null = null;

  constructor(options: SpanExportOptions) {
    this.#options = options;
  }

  get state(): SpanState {
    if (!this.#target || !this.#sender) return NO_SPANS;
    const { database, redactor } = this.#options;
    const { url } = this.#target;
    const { problem, nextAt } = this.#sender.trying;
    return {
      ...totalsOf(database, url),
      waiting: waitingFor(database, url),
      problem: redactor.text(problem).text,
      nextAt,
    };
  }

  to(target: SpanTarget | null): void {
    this.#sender?.close();
    this.#target = target;
    if (target) this.#options.redactor.learn(...secretsIn(target));
    this.#sender = target && this.#startSender(target);
    this.#tell();
  }

  /** An exchange is over; inside the transaction that writes its end. */
  put(exchange: number): void {
    if (!this.#target) return;
    const { url: endpoint, content } = this.#target;
    const { database, settleMs = SETTLE_MS } = this.#options;
    putSpan(database, { endpoint, content, readyAt: Date.now() + settleMs }, exchange);
  }

  wake(): void {
    this.#sender?.wake();
  }

  /** Somebody gave another address: what waits for the one before goes there. */
  moved(before: TelemetrySettings, now: TelemetrySettings): void {
    const [from, to] = [before.endpoint, now.endpoint].map((one) => (one === '' ? '' : tracesUrl(one)));
    if (from && to && from !== to) readdress(this.#options.database, from, to);
  }

  close(): void {
    this.#sender?.close();
  }

  #startSender(target: SpanTarget): SpanSender {
    const { database, holder } = this.#options;
    return new SpanSender({ database, holder, target, onChange: () => this.#tell() });
  }

  /** Where the file cannot be read just now the next change tells. */
  #tell(): void {
    try {
      this.#options.onState(this.state);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
    }
  }
}
