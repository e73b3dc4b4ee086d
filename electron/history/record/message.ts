import type { ExchangeId, ExchangePatch, ExchangeStart, Link } from '../../../shared/capture/exchange.ts';
import type { ExchangeEnd, ExchangeSink, ResponseHead } from '../sink.ts';

/** What a sink tells the store; plain data that can be sent between processes. */
export type SinkMessage =
  | { readonly type: 'opened'; readonly start: ExchangeStart }
  | { readonly type: 'request-body'; readonly id: ExchangeId; readonly bytes: Uint8Array }
  | { readonly type: 'request-ended'; readonly id: ExchangeId; readonly atMs: number }
  | { readonly type: 'head'; readonly id: ExchangeId; readonly head: ResponseHead }
  | { readonly type: 'delivery'; readonly id: ExchangeId; readonly bytes: Uint8Array; readonly atMs: number }
  | { readonly type: 'ended'; readonly id: ExchangeId; readonly end: ExchangeEnd }
  | { readonly type: 'described'; readonly id: ExchangeId; readonly patch: ExchangePatch }
  | { readonly type: 'linked'; readonly link: Link }
  /** From here on bytes of this body were left out, because the store lagged. */
  | { readonly type: 'lagged'; readonly id: ExchangeId; readonly part: 'request' | 'response' }
  | { readonly type: 'learn'; readonly secrets: readonly string[] };

/** Tells a sink what another one was told. */
export function toldTo(sink: ExchangeSink, message: Exclude<SinkMessage, { type: 'lagged' }>): void {
  switch (message.type) {
    case 'opened':
      sink.opened(message.start);
      break;
    case 'request-body':
      sink.requestBody(message.id, message.bytes);
      break;
    case 'request-ended':
      sink.requestEnded(message.id, message.atMs);
      break;
    case 'head':
      sink.responseHead(message.id, message.head);
      break;
    case 'delivery':
      sink.delivery(message.id, message.bytes, message.atMs);
      break;
    case 'ended':
      sink.ended(message.id, message.end);
      break;
    case 'described':
      sink.described(message.id, message.patch);
      break;
    case 'linked':
      sink.linked(message.link);
      break;
    case 'learn':
      sink.learn(...message.secrets);
  }
}
