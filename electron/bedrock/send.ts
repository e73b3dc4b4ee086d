import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { SendEvent, SendFailure } from '../../shared/contract/sending.ts';
import { NO_USAGE } from '../../shared/recording/usage.ts';
import { Redactor } from '../../shared/redaction/redactor.ts';
import type { BedrockRequest } from '../inspector/services.ts';
import { exchange, type WireRequest, type WireResponse } from './exchange.ts';
import { explainError, failure } from './failures.ts';
import { Outbox } from './outbox.ts';
import { type Outcome, receiveStream, receiveWhole, resumeWhenRead } from './receive.ts';
import { type BedrockTarget, refuseEndpoint } from './target.ts';

/** One for the process, so that a secret has the same mark in every send. */
const SALT = randomBytes(16).toString('hex');

const FAILED: Outcome = { reason: 'failed', usage: NO_USAGE, stopReason: null, guardrail: null };
const CANCELLED: Outcome = { ...FAILED, reason: 'cancelled' };

const refuseTarget = (target: BedrockTarget): SendFailure | null => {
  const refused = target.kind === 'endpoint' ? refuseEndpoint(target.url) : null;
  return refused && failure('request', 'EndpointRefused', refused.message, refused.hint);
};

/**
 * Sends one request to Bedrock, once, and reports what happens: `request`, then `response` or
 * `failure`, then `frames` or `body`, a `failure` where it went wrong, and always `end`. Times are
 * milliseconds since the request left. Nothing that is reported holds a credential. Aborting
 * `signal`, or leaving the loop, closes the connection.
 */
export async function* sendToBedrock(
  request: BedrockRequest,
  target: BedrockTarget,
  signal: AbortSignal,
): AsyncGenerator<SendEvent> {
  const startMs = performance.now();
  const secrets = new Redactor(SALT);
  const stop = new AbortController();
  const onAbort = (): void => stop.abort();
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) stop.abort();
  const streamed = request.operation.endsWith('Stream');
  const open: { response: WireResponse | null } = { response: null };
  const outbox = new Outbox(() => {
    if (open.response) resumeWhenRead(outbox, open.response);
  });

  const onRequest = ({ method, url, headers }: WireRequest): void =>
    outbox.put({
      type: 'request',
      method,
      url,
      headers: secrets.headers(headers).headers,
      bodyText: request.bodyText,
      stream: streamed,
    });
  const talk = async (): Promise<Outcome> => {
    const refused = refuseTarget(target);
    if (refused) {
      outbox.put({ type: 'failure', failure: refused, atMs: 0 });
      return FAILED;
    }
    const response = await exchange(request, target, secrets, stop.signal, onRequest);
    open.response = response;
    const { status, headers, sentMs } = response;
    stop.signal.addEventListener('abort', () => response.body.destroy());
    outbox.put({
      type: 'response',
      status,
      headers: secrets.headers(headers).headers,
      atMs: performance.now() - sentMs,
    });
    const receiving = { response, target, secrets, outbox, signal: stop.signal };
    return streamed && status === 200 ? receiveStream(receiving) : receiveWhole(receiving);
  };
  const atMs = (): number => performance.now() - (open.response?.sentMs ?? startMs);
  const finish = (outcome: Outcome): void => {
    outbox.put({ type: 'end', atMs: atMs(), ...outcome });
    outbox.close();
    open.response?.close();
  };

  talk()
    .catch((error: unknown): Outcome => {
      if (stop.signal.aborted) return CANCELLED;
      const explained = explainError(error, target);
      const message = secrets.known(explained.message);
      outbox.put({ type: 'failure', failure: { ...explained, message }, atMs: atMs() });
      return FAILED;
    })
    .then(finish);
  try {
    yield* outbox.drain();
  } finally {
    signal.removeEventListener('abort', onAbort);
    stop.abort();
  }
}
