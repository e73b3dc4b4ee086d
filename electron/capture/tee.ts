import type { ExchangeId, ExchangePatch, ExchangeStart, Link } from '../../shared/capture/exchange.ts';
import type { ExchangeEnd, ExchangeSink, ResponseHead } from '../history/sink.ts';

/** Hands everything on to several sinks. */
export class Tee implements ExchangeSink {
  readonly #sinks: readonly ExchangeSink[];

  constructor(...sinks: readonly ExchangeSink[]) {
    this.#sinks = sinks;
  }

  opened(start: ExchangeStart): void {
    for (const sink of this.#sinks) sink.opened(start);
  }

  requestBody(id: ExchangeId, bytes: Uint8Array): void {
    for (const sink of this.#sinks) sink.requestBody(id, bytes);
  }

  requestEnded(id: ExchangeId, atMs: number): void {
    for (const sink of this.#sinks) sink.requestEnded(id, atMs);
  }

  responseHead(id: ExchangeId, head: ResponseHead): void {
    for (const sink of this.#sinks) sink.responseHead(id, head);
  }

  delivery(id: ExchangeId, bytes: Uint8Array, atMs: number): void {
    for (const sink of this.#sinks) sink.delivery(id, bytes, atMs);
  }

  ended(id: ExchangeId, end: ExchangeEnd): void {
    for (const sink of this.#sinks) sink.ended(id, end);
  }

  described(id: ExchangeId, patch: ExchangePatch): void {
    for (const sink of this.#sinks) sink.described(id, patch);
  }

  linked(link: Link): void {
    for (const sink of this.#sinks) sink.linked(link);
  }

  learn(...secrets: readonly string[]): void {
    for (const sink of this.#sinks) sink.learn(...secrets);
  }
}
