import { performance } from 'node:perf_hooks';
import { fromBase64 } from '../../shared/bytes/base64.ts';
import type { ExchangeStart } from '../../shared/capture/exchange.ts';
import type { SendEvent, SendTarget } from '../../shared/contract/sending.ts';
import type { BedrockRequest } from '../bedrock/request.ts';
import { type ExchangeSink, newExchangeId } from './sink.ts';

const utf8 = new TextEncoder();

const headersOf = (headers: Readonly<Record<string, string>>): ExchangeStart['headers'] =>
  Object.entries(headers);

function targetName(target: SendTarget): string {
  if (target.kind !== 'endpoint') return target.kind;
  try {
    return new URL(target.url).host;
  } catch {
    return 'endpoint';
  }
}

function pathOf(url: string): string {
  try {
    const { pathname, search } = new URL(url);
    return `${pathname}${search}`;
  } catch {
    return url;
  }
}

/** Passes the events of a send on and tells a sink what happened, as a listener would of a captured call. */
export async function* keepSend(
  request: BedrockRequest,
  target: SendTarget,
  sink: ExchangeSink,
  events: AsyncIterable<SendEvent>,
): AsyncGenerator<SendEvent> {
  const id = newExchangeId();
  const startedMs = performance.now();
  let open = false;
  let failure = '';
  let whole = false;
  try {
    for await (const event of events) {
      switch (event.type) {
        case 'request': {
          open = true;
          sink.opened(startOf(id, request, target, event));
          sink.requestBody(id, utf8.encode(event.bodyText));
          sink.requestEnded(id, 0);
          break;
        }
        case 'response':
          sink.responseHead(id, {
            status: event.status,
            // The answer was unpacked on its way here.
            headers: headersOf(event.headers).filter(([name]) => name.toLowerCase() !== 'content-encoding'),
            atMs: event.atMs,
          });
          break;
        case 'frames':
          tellReads(sink, id, event);
          break;
        case 'body':
          sink.delivery(id, utf8.encode(event.text), event.atMs);
          break;
        case 'failure':
          failure ||= event.failure.message;
          break;
        case 'end': {
          whole = true;
          const done = event.reason === 'complete' || (event.reason === 'failed' && failure !== '');
          const state = event.reason === 'cancelled' ? 'cancelled' : done ? 'done' : 'failed';
          if (open) sink.ended(id, { state, atMs: event.atMs, failure });
          break;
        }
      }
      yield event.type === 'request' ? { ...event, exchange: id } : event;
    }
  } finally {
    if (open && !whole) sink.ended(id, { state: 'cancelled', atMs: performance.now() - startedMs, failure });
  }
}

/** The bytes of frames, cut where the network cut them. */
function tellReads(
  sink: ExchangeSink,
  id: string,
  { frames, reads }: Extract<SendEvent, { type: 'frames' }>,
): void {
  const bytes = Buffer.concat(frames.map((frame) => fromBase64(frame.bytes)));
  let at = 0;
  for (const read of reads) {
    const piece = bytes.subarray(at, at + read.bytes);
    at += piece.length;
    if (piece.length > 0) sink.delivery(id, piece, read.atMs);
  }
  const last = reads[reads.length - 1];
  if (at < bytes.length && last) sink.delivery(id, bytes.subarray(at), last.atMs);
}

const startOf = (
  id: string,
  { operation, modelId }: BedrockRequest,
  target: SendTarget,
  event: Extract<SendEvent, { type: 'request' }>,
): ExchangeStart => ({
  id,
  side: 'bedrock',
  source: 'request-view',
  startedAt: Date.now(),
  protocol: 'http/1.1',
  method: event.method,
  path: pathOf(event.url),
  headers: headersOf(event.headers),
  operation,
  dialect: 'bedrock',
  route: operation.startsWith('Converse') ? 'converse' : operation.startsWith('Invoke') ? 'invoke' : null,
  model: modelId,
  program: 'Strata',
  region: target.kind === 'aws' ? target.region : null,
  target: targetName(target),
  conversation: null,
  cause: null,
  preparation: false,
});
