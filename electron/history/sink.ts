import { randomBytes } from 'node:crypto';
import type {
  ExchangeId,
  ExchangePatch,
  ExchangeStart,
  ExchangeState,
  HeaderList,
  Link,
} from '../../shared/capture/exchange.ts';

/** Status and headers of an answer. */
export interface ResponseHead {
  readonly status: number;
  readonly headers: HeaderList;
  /** Milliseconds since the request began to arrive. */
  readonly atMs: number;
}

/** How an exchange came to its end. */
export interface ExchangeEnd {
  readonly state: Exclude<ExchangeState, 'open' | 'interrupted'>;
  /** Milliseconds since the request began to arrive. */
  readonly atMs: number;
  /** What failed, in one sentence; empty where nothing did. */
  readonly failure: string;
}

/**
 * Takes what happens on a wire, in the order in which it happens, and keeps it. For the one who forwards: no method
 * throws, waits or does more than hand its bytes on; nothing of it is looked at, redacted or decoded in this process.
 * Bytes and headers are given as they are, secrets included: they are taken out before anything is kept. The arrays
 * must not be changed afterwards. Where the keeper lags too far behind, bodies are left out, with a mark on the exchange.
 * Unknown ids are ignored. An exchange whose `ended` never comes is shown as `interrupted` after a restart.
 */
export interface ExchangeSink {
  /** The request's head has arrived. */
  opened(start: ExchangeStart): void;
  /** Bytes of the request's body, as often as they come. */
  requestBody(id: ExchangeId, bytes: Uint8Array): void;
  /** The request's body is whole; milliseconds since it began to arrive. */
  requestEnded(id: ExchangeId, atMs: number): void;
  responseHead(id: ExchangeId, head: ResponseHead): void;
  /** One read of the answer's body, as it came (still with its content coding), milliseconds since the request. */
  delivery(id: ExchangeId, bytes: Uint8Array, atMs: number): void;
  ended(id: ExchangeId, end: ExchangeEnd): void;
  /** Something became known later, while it runs or after its end. */
  described(id: ExchangeId, patch: ExchangePatch): void;
  /** Two exchanges were joined. */
  linked(link: Link): void;
  /** Values that are secret wherever they stand: keys of the credential chain, what a client authenticated with. */
  learn(...secrets: readonly string[]): void;
}

/** A new id: its time first, so that ids sort by it, then chance. Safe in headers, paths and JSON. */
export function newExchangeId(now = Date.now()): ExchangeId {
  return `${now.toString(36).padStart(9, '0')}${randomBytes(8).toString('hex')}`;
}
