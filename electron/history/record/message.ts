import type { ExchangeId, ExchangePatch, ExchangeStart, Link } from '../../../shared/capture/exchange.ts';
import type { ExchangeEnd, ResponseHead } from '../sink.ts';

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
