import { randomUUID } from 'node:crypto';
import { Redactor } from '../../../shared/redaction/redactor.ts';
import type { Whole } from '../../../shared/share/har.ts';
import { type SpanFacts, type SpanOptions, spanOf } from '../../../shared/share/otlp/span.ts';
import { type Part, REQUEST, RESPONSE } from '../part.ts';
import { readExchange } from '../read/exchange.ts';
import { readBody } from '../store/bodies.ts';
import { type Database, DatabaseError, isDamage, text } from '../store/database.ts';
import { traceIn } from '../store/rows.ts';
import { encodeSpans, MEDIA_TYPE, type SpanProtocol } from './encode.ts';
import {
  capOutbox,
  claimSpans,
  type Held,
  nextReady,
  releaseHeld,
  releaseSpans,
  settleSpans,
} from './outbox.ts';
import { type Posted, postSpans } from './post.ts';

/** Where this process sends spans. */
export interface SpanTarget {
  /** The address that batches are posted to. */
  readonly url: string;
  /** Secret: they are kept in memory alone. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly protocol: SpanProtocol;
  /** Whether bodies go packed with gzip. */
  readonly gzip: boolean;
  readonly content: boolean;
}

/** How the last try went. */
export interface Trying {
  readonly problem: string;
  /** Milliseconds since 1970; null where nothing waits for another try. */
  readonly nextAt: number | null;
}

/** Spans of one post, and bytes of the bodies that are read for them: a post may be long, and so may the reading. */
const MOST_SPANS = 200;
const MOST_BYTES = 2_000_000;
/** A process that ends while it holds spans leaves them to others after this, milliseconds. */
const HOLD_MS = 60_000;
/** After a failure the next try comes after this, then twice that, up to the longest; milliseconds. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** A receiver may ask for so long and no longer: a timer that is set for much more rings at once. */
const LONGEST_ASKED_MS = 24 * 60 * 60_000;
/** Bodies are read for their parameters and words; longer ones by their beginning, bytes. */
const LARGEST_BODY = 8 * 1024 * 1024;

export interface SenderOptions {
  readonly database: Database;
  readonly holder: string;
  readonly target: SpanTarget;
  /** Called when something was sent or failed. */
  readonly onChange: () => void;
  /** The first wait after a failure; the usual without it, milliseconds. */
  readonly firstWaitMs?: number;
}

/** Sends what waits in the outbox for one endpoint: one batch at a time, the oldest first, until it is there. */
export class SpanSender {
  readonly #options: SenderOptions;
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | null = null;
  #busy = false;
  /** True while nothing is tried because the last try failed. */
  #waits = false;
  #failures = 0;
  /** Smaller while a batch is searched for what the receiver does not want. */
  #most = MOST_SPANS;
  #trying: Trying = { problem: '', nextAt: null };

  constructor(options: SenderOptions) {
    this.#options = options;
    this.wake();
  }

  get trying(): Trying {
    return this.#trying;
  }

  /** Something was put into the outbox. */
  wake(): void {
    if (this.#busy || this.#waits || this.#abort.signal.aborted) return;
    const { database, target, holder } = this.#options;
    const ready = this.#guarded(() => nextReady(database, target.url, holder), 'unreadable');
    if (ready === 'unreadable') this.#backOff();
    else if (ready !== null) this.#after(Math.max(0, ready - Date.now()));
  }

  /** Ends a post that runs; its spans stay, for whoever sends next. */
  close(): void {
    this.#abort.abort();
    if (this.#timer) clearTimeout(this.#timer);
    const { database, target, holder } = this.#options;
    this.#guarded(() => releaseHeld(database, target.url, holder), undefined);
  }

  #after(ms: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#waits = false;
      void this.#turn();
    }, ms);
    this.#timer.unref();
  }

  /** Tries again after a while, longer each time; gives how long, milliseconds. */
  #backOff(leastMs = 0): number {
    const own = (this.#options.firstWaitMs ?? FIRST_WAIT_MS) * 2 ** Math.min(20, this.#failures++);
    const waitMs = Math.max(Math.min(LONGEST_ASKED_MS, leastMs), Math.min(LONGEST_WAIT_MS, own));
    this.#waits = true;
    this.#after(waitMs);
    return waitMs;
  }

  async #turn(): Promise<void> {
    this.#busy = true;
    await this.#once();
    this.#busy = false;
    if (this.#abort.signal.aborted) return;
    this.#options.onChange();
    this.wake();
  }

  /** Sends one batch. */
  async #once(): Promise<void> {
    const { database, target, holder } = this.#options;
    const { url } = target;
    const batch = this.#guarded(() => {
      capOutbox(database, url);
      const claim = { endpoint: url, holder, now: Date.now(), forMs: HOLD_MS, most: this.#most };
      const read = readBatch(database, target, claimSpans(database, claim));
      settleSpans(database, url, read.gone, { dropped: read.gone.length });
      return read;
    }, null);
    if (batch === null) {
      this.#backOff();
      return;
    }
    if (batch.spans.length === 0) return;
    const posted = await this.#post(batch.spans);
    if (!this.#abort.signal.aborted) this.#settle(batch.held, posted);
  }

  async #post(spans: readonly SpanFacts[]): Promise<Posted> {
    const { url, headers, protocol, gzip } = this.#options.target;
    try {
      const body = encodeSpans(spans, protocol);
      return await postSpans({
        url,
        headers,
        mediaType: MEDIA_TYPE[protocol],
        gzip,
        body,
        signal: this.#abort.signal,
      });
    } catch (error) {
      return { kind: 'unwanted', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  #settle(held: readonly Held[], posted: Posted): void {
    const { database, target } = this.#options;
    if (posted.kind === 'later') {
      const waitMs = this.#backOff(posted.afterMs ?? 0);
      this.#trying = { problem: posted.reason, nextAt: Date.now() + waitMs };
      return;
    }
    if (posted.kind === 'unwanted' && held.length > 1) {
      // One of them is the reason: each half is tried by itself.
      this.#failures = 0;
      this.#most = Math.ceil(held.length / 2);
      return;
    }
    const refused = posted.kind === 'taken' ? Math.min(held.length, posted.refused) : held.length;
    const settled = this.#guarded(() => {
      settleSpans(database, target.url, held, { sent: held.length - refused, refused });
      return true;
    }, false);
    if (!settled) {
      // What cannot be written down as sent is sent again: not at once, and again and again.
      this.#backOff();
      return;
    }
    this.#failures = 0;
    const reason = posted.kind === 'taken' ? posted.message : posted.reason;
    this.#trying = { problem: refused > 0 ? reason : '', nextAt: null };
    if (refused === 0) this.#most = Math.min(MOST_SPANS, this.#most * 2);
  }

  /** Another process may be writing, or the disk be full: the next time will do. */
  #guarded<T, Other>(work: () => T, otherwise: Other): T | Other {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      return otherwise;
    }
  }
}

/** Takes out what only a name tells, of this process: the history's own knew no names in bodies. */
const redactor = new Redactor(randomUUID());

interface Batch {
  readonly held: readonly Held[];
  readonly spans: readonly SpanFacts[];
  /** Their exchanges are not there any more, or cannot be read. */
  readonly gone: readonly Held[];
}

/** The spans of what is held, as many as one post takes; what it does not take is let go. */
function readBatch(database: Database, target: SpanTarget, claimed: readonly Held[]): Batch {
  const held: Held[] = [];
  const spans: SpanFacts[] = [];
  const gone: Held[] = [];
  let bytes = 0;
  for (const one of claimed) {
    if (bytes > MOST_BYTES) break;
    const content = one.content && target.content;
    const whole = readable(() => wholeOf(database, one.number, content));
    const span =
      whole &&
      readable(() =>
        spanOf(whole, { content: content ? redactor : null, client: clientOf(database, whole) }),
      );
    if (whole === null || span === null) gone.push(one);
    else {
      held.push(one);
      spans.push(span);
      bytes += whole.request.length + whole.response.length;
    }
  }
  releaseSpans(database, claimed.slice(held.length + gone.length));
  return { held, spans, gone };
}

/** Null for an exchange that is damaged, or says what cannot be told: it must not hold up the others. */
function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof DatabaseError && !isDamage(error)) throw error;
    return null;
  }
}

function wholeOf(database: Database, exchangeNumber: number, content: boolean): Whole | null {
  const id = text(database.get('SELECT id FROM exchange WHERE number = ?', [exchangeNumber])?.id);
  const exchange = id === '' ? null : readExchange(database, id, () => undefined);
  if (!exchange) return null;
  const body = (part: Part): Uint8Array => readBody(database, exchangeNumber, part, 0, LARGEST_BODY).bytes;
  return { exchange, request: body(REQUEST), response: content ? body(RESPONSE) : new Uint8Array(0) };
}

function clientOf(database: Database, { exchange }: Whole): SpanOptions['client'] {
  if (exchange.cause === null) return null;
  const row = database.get('SELECT id, trace, trace_parent FROM exchange WHERE id = ?', [
    exchange.cause.client,
  ]);
  return row ? { id: text(row.id), trace: traceIn(row) } : null;
}
