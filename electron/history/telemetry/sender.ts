import type { Whole } from '../../../shared/share/har.ts';
import { type SpanFacts, type SpanOptions, spanOf } from '../../../shared/share/otlp/span.ts';
import { type Part, REQUEST, RESPONSE } from '../part.ts';
import { readExchange } from '../read/exchange.ts';
import { readBody } from '../store/bodies.ts';
import { type Database, DatabaseError, text } from '../store/database.ts';
import { traceIn } from '../store/rows.ts';
import { encodeSpans, MEDIA_TYPE, type SpanProtocol } from './encode.ts';
import { capOutbox, claimSpans, type Held, nextReady, releaseSpans, settleSpans } from './outbox.ts';
import { type Posted, postSpans } from './post.ts';

/** Where this process sends spans. */
export interface SpanTarget {
  /** The address that batches are posted to. */
  readonly url: string;
  /** Secret: they are kept in memory alone. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly protocol: SpanProtocol;
  readonly content: boolean;
}

/** How the last try went. */
export interface Trying {
  readonly problem: string;
  /** Milliseconds since 1970; null where nothing waits for another try. */
  readonly nextAt: number | null;
}

/** Spans of one post; with content fewer, since one may be long. */
const MOST_SPANS = 200;
const MOST_BYTES = 2_000_000;
/** A process that ends while it holds spans leaves them to others after this, milliseconds. */
const HOLD_MS = 60_000;
/** After a failure the next try comes after this, then twice that, up to the longest; milliseconds. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;
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
    if (this.#busy || this.#timer || this.#abort.signal.aborted) return;
    const ready = this.#guarded(() => nextReady(this.#options.database, this.#options.target.url), null);
    if (ready !== null) this.#after(Math.max(0, ready - Date.now()));
  }

  /** Ends a post that runs; its spans stay. */
  close(): void {
    this.#abort.abort();
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #after(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#turn();
    }, ms);
    this.#timer.unref();
  }

  async #turn(): Promise<void> {
    this.#busy = true;
    const waitMs = await this.#once();
    this.#busy = false;
    if (this.#abort.signal.aborted) return;
    this.#options.onChange();
    if (waitMs === null) this.wake();
    else this.#after(waitMs);
  }

  /** Sends one batch; gives how long to wait before the next, null for as long as nothing is ready. */
  async #once(): Promise<number | null> {
    const { database, target, holder } = this.#options;
    const { url } = target;
    const batch = this.#guarded(() => {
      capOutbox(database, url);
      const claim = { endpoint: url, holder, now: Date.now(), forMs: HOLD_MS, most: this.#most };
      return readBatch(database, target, claimSpans(database, claim));
    }, NOTHING);
    const { spans, held, gone } = batch;
    this.#guarded(() => settleSpans(database, url, gone, { dropped: gone.length }), undefined);
    if (spans.length === 0) return gone.length > 0 ? 0 : null;
    const posted = await this.#post(spans);
    return this.#abort.signal.aborted ? null : this.#settle(held, posted);
  }

  async #post(spans: readonly SpanFacts[]): Promise<Posted> {
    const { url, headers, protocol } = this.#options.target;
    try {
      const body = encodeSpans(spans, protocol);
      return await postSpans({
        url,
        headers,
        mediaType: MEDIA_TYPE[protocol],
        body,
        signal: this.#abort.signal,
      });
    } catch (error) {
      return { kind: 'unwanted', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  #settle(held: readonly Held[], posted: Posted): number {
    const { database, target } = this.#options;
    if (posted.kind === 'later') {
      const own = (this.#options.firstWaitMs ?? FIRST_WAIT_MS) * 2 ** Math.min(20, this.#failures++);
      const waitMs = Math.max(posted.afterMs ?? 0, Math.min(LONGEST_WAIT_MS, own));
      this.#trying = { problem: posted.reason, nextAt: Date.now() + waitMs };
      return waitMs;
    }
    this.#failures = 0;
    if (posted.kind === 'unwanted' && held.length > 1) {
      // One of them is the reason: each half is tried by itself.
      this.#most = Math.ceil(held.length / 2);
      return 0;
    }
    const refused = posted.kind === 'taken' ? Math.min(held.length, posted.refused) : held.length;
    this.#guarded(
      () => settleSpans(database, target.url, held, { sent: held.length - refused, refused }),
      undefined,
    );
    const reason = posted.kind === 'taken' ? posted.message : posted.reason;
    this.#trying = { problem: refused > 0 ? reason : '', nextAt: null };
    if (refused === 0) this.#most = Math.min(MOST_SPANS, this.#most * 2);
    return 0;
  }

  /** Another process may be writing, or the disk be full: the next time will do. */
  #guarded<T>(work: () => T, otherwise: T): T {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      return otherwise;
    }
  }
}

interface Batch {
  readonly held: readonly Held[];
  readonly spans: readonly SpanFacts[];
  /** Their exchanges are not there any more. */
  readonly gone: readonly Held[];
}
const NOTHING: Batch = { held: [], spans: [], gone: [] };

/** The spans of what is held, as many as one post takes; what it does not take is let go. */
function readBatch(database: Database, target: SpanTarget, claimed: readonly Held[]): Batch {
  const held: Held[] = [];
  const spans: SpanFacts[] = [];
  const gone: Held[] = [];
  let bytes = 0;
  for (const one of claimed) {
    if (bytes > MOST_BYTES) break;
    const content = one.content && target.content;
    const whole = wholeOf(database, one.number, content);
    if (whole === null) gone.push(one);
    else {
      held.push(one);
      spans.push(spanOf(whole, { content, client: clientOf(database, whole) }));
      if (content) bytes += whole.request.length + whole.response.length;
    }
  }
  releaseSpans(database, claimed.slice(held.length + gone.length));
  return { held, spans, gone };
}

function wholeOf(database: Database, exchangeNumber: number, content: boolean): Whole | null {
  const id = text(database.get('SELECT id FROM exchange WHERE number = ?', [exchangeNumber])?.id);
  const exchange = id === '' ? null : readExchange(database, id);
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
