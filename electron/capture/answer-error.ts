import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { ExchangeId } from '../../shared/capture/exchange.ts';
import type { ExchangeSink } from '../history/sink.ts';
import type { ErrorAnswer } from '../http/errors.ts';
import type { Exchange } from '../http/exchange.ts';

/** An error of Strata's own, in the form that AWS clients read; its words say that Strata speaks. */
export function answerError(exchange: Exchange, status: number, type: string, message: string): void {
  const body = Buffer.from(JSON.stringify({ message: `Strata: ${message}` }));
  exchange.head(status, {
    'content-type': 'application/json',
    'content-length': String(body.length),
    'x-amzn-errortype': type,
    'x-strata': 'refused',
  });
  exchange.end(body);
}

/** One of Bedrock's exceptions in Bedrock's own form, because a rule or the user says so; kept like an answer that came. */
export function answerFault(
  exchange: Exchange,
  { type, status, message, members }: ErrorAnswer,
  { sink, id, startMs }: { readonly sink: ExchangeSink; readonly id: ExchangeId; readonly startMs: number },
): void {
  const body = Buffer.from(JSON.stringify({ message, ...members }));
  const headers = {
    'content-type': 'application/json',
    'content-length': String(body.length),
    // Programs read it off every answer of Bedrock's: botocore has no RequestId without it.
    'x-amzn-requestid': randomUUID(),
    'x-amzn-errortype': `${type}:http://internal.amazon.com/coral/com.amazon.bedrock/`,
  };
  exchange.head(status, headers);
  exchange.end(body);
  const atMs = performance.now() - startMs;
  sink.responseHead(id, { status, headers: Object.entries(headers), atMs });
  sink.delivery(id, body, atMs);
}
