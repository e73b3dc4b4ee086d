import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  request as requestHttp,
} from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { performance } from 'node:perf_hooks';
import type { ExchangeId, HeaderList } from '../../shared/capture/exchange.ts';
import { towardsClient } from '../../shared/capture/pass-on.ts';
import { UNANSWERED } from '../bedrock/network-failures.ts';
import type { ExchangeSink } from '../history/sink.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Gone } from '../http/gone.ts';
import { Turns } from './turns.ts';

/** Connections that nobody uses are closed so early that the other side hardly closes them first, milliseconds. */
const IDLE_MS = 4_000;
const CONNECT_MS = 15_000;
/**
 * Within this time after a request a kept connection turns out to be closed, if it is; later the other side has read the
 * request, and may have done what it asks, milliseconds.
 */
const STALE_MS = 1_000;
const STALE: ReadonlySet<string | undefined> = new Set(['ECONNRESET', 'EPIPE']);

/** A request as it goes onto the wire. */
export interface WireRequest {
  readonly base: URL;
  readonly method: string;
  /** Path and query exactly as they go out. */
  readonly target: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
}

/** How a call went. */
export type Forwarded =
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  /** No answer came: the client has not got any byte yet. */
  | { readonly kind: 'unanswered'; readonly error: Error }
  | { readonly kind: 'broken'; readonly error: Error };

/** An answer that has begun. */
interface Answer {
  readonly response: IncomingMessage;
  /** What is wrong with its HTTP, which Node tells to the request alone; set before the answer breaks off. */
  fault: Error | null;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

const pairsOf = (raw: readonly string[]): HeaderList =>
  raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1] ?? ''] as const] : []));

/** What a call is kept under. */
export interface Recording {
  readonly sink: ExchangeSink;
  readonly id: ExchangeId;
  /** When the request began to arrive, on the performance clock. */
  readonly startMs: number;
}

/**
 * Passes calls on over HTTP/1.1, whose reads are those that a client of Bedrock would see. Every piece of an answer goes
 * to the client in the moment in which it comes, with the same cuts, and only then to whoever keeps it.
 */
export class Forwarder {
  readonly #http = new HttpAgent({ keepAlive: true, timeout: IDLE_MS, scheduling: 'lifo' });
  readonly #https = new HttpsAgent({ keepAlive: true, timeout: IDLE_MS, scheduling: 'lifo' });
  readonly #turns = new Turns();

  /** To be waited for before a call is made ready and sent: answers that are under way pass in between. */
  turn(): Promise<void> {
    return this.#turns.next();
  }

  /**
   * Sends once. Where the client leaves, the connection is closed at once. Never rejects.
   * @param back an answer's headers as the client gets them; they are kept as they came
   */
  async forward(
    wire: WireRequest,
    exchange: Exchange,
    recording: Recording,
    back = towardsClient,
  ): Promise<Forwarded> {
    // Node refuses to write what is no HTTP, whichever side it came from: a header, a path, a status.
    const sent = await this.#send(wire, exchange.gone).catch(asError);
    if (!(sent instanceof Error)) {
      try {
        return await pass(sent, exchange, recording, back);
      } catch (error) {
        sent.response.destroy();
        return { kind: 'unanswered', error: asError(error) };
      }
    }
    return exchange.gone.isSo ? { kind: 'cancelled' } : { kind: 'unanswered', error: sent };
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }

  /**
   * The answer's head. A connection that was kept and turns out to be closed is replaced by a new one; a request that may
   * have been worked on is not sent again, as somebody pays for each.
   */
  async #send(wire: WireRequest, gone: Gone): Promise<Answer | Error> {
    const first = await this.#attempt(wire, gone);
    return first === 'stale' ? ((await this.#attempt(wire, gone, true)) as Answer | Error) : first;
  }

  #attempt(wire: WireRequest, gone: Gone, last = false): Promise<Answer | Error | 'stale'> {
    return new Promise((resolve) => {
      if (gone.isSo) return resolve(new Error('the client is gone'));
      const request = this.#open(wire);
      const sentMs = performance.now();
      gone.on(() => void request.destroy());
      const timer = setTimeout(
        () => request.destroy(Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT' })),
        CONNECT_MS,
      );
      request.on('socket', (socket) => {
        socket.setNoDelay(true);
        if (socket.connecting) socket.once('connect', () => clearTimeout(timer));
        else clearTimeout(timer);
      });
      let answer: Answer | null = null;
      request.on('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        if (answer) {
          answer.fault = error;
          return;
        }
        const isStale = !last && request.reusedSocket && STALE.has(error.code) && !gone.isSo;
        if (isStale && performance.now() - sentMs < STALE_MS) return resolve('stale');
        if (error.code === 'ECONNRESET') error.code = UNANSWERED;
        resolve(error);
      });
      // What answers with another protocol (101) is dropped by Node without a word. An error is made where it is needed
      // alone: its stack costs more than the rest of this.
      request.on('close', () => {
        if (answer) return;
        clearTimeout(timer);
        resolve(Object.assign(new Error('the connection closed without an answer'), { code: UNANSWERED }));
      });
      request.on('response', (response) => {
        clearTimeout(timer);
        answer = { response, fault: null };
        resolve(answer);
      });
      request.end(wire.body);
    });
  }

  #open({ base, method, target, headers, body }: WireRequest): ClientRequest {
    const length =
      body.length > 0 || method !== 'GET' ? ([['content-length', String(body.length)]] as const) : [];
    const all = [['host', base.host] as const, ...headers, ...length];
    const isSecure = base.protocol === 'https:';
    // Written out at once: an object that is spread and then added to gets a hidden class of its own each time, and V8
    // keeps those until it collects what is old.
    const options = {
      method,
      host: base.hostname.replace(/^\[|\]$/g, ''),
      port: base.port === '' ? undefined : Number(base.port),
      path: target,
      headers: all.flat(),
      setHost: false,
      agent: isSecure ? this.#https : this.#http,
    };
    return isSecure ? requestHttps(options) : requestHttp(options);
  }
}

function pass(
  answer: Answer,
  exchange: Exchange,
  { sink, id, startMs }: Recording,
  back: typeof towardsClient,
): Promise<Forwarded> {
  const { response } = answer;
  const since = (): number => performance.now() - startMs;
  return new Promise((resolve) => {
    let over = false;
    let stop = (): void => undefined;
    const finish = (outcome: Forwarded): void => {
      if (over) return;
      over = true;
      stop();
      resolve(outcome);
    };
    const onGone = (): void => {
      finish({ kind: 'cancelled' });
      response.destroy();
    };
    const onBroken = (error: Error): void => {
      if (!over) void exchange.reset();
      finish({ kind: 'broken', error: answer.fault ?? error });
    };
    const headers = pairsOf(response.rawHeaders);
    const status = response.statusCode ?? 502;
    exchange.begin(status, response.statusMessage ?? '', back(headers));
    sink.responseHead(id, { status, headers, atMs: since() });
    stop = exchange.gone.on(onGone);
    response.on('data', (piece: Buffer) => {
      const atMs = since();
      if (!exchange.put(piece)) {
        response.pause();
        void exchange.drained().then(() => response.resume());
      }
      sink.delivery(id, piece, atMs);
    });
    response.on('end', () => {
      if (!response.complete) return onBroken(new Error('the answer ended too early'));
      if (!over) exchange.end();
      finish({ kind: 'done' });
    });
    response.on('error', onBroken);
    response.on('close', () => {
      if (!over) onBroken(new Error('the connection closed'));
    });
  });
}
