import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { SendEvent } from '../../shared/contract/sending.ts';
import { NO_USAGE } from '../../shared/recording/usage.ts';
import { Redactor } from '../../shared/redaction/redactor.ts';
import { exchange, type WireRequest, type WireResponse } from './exchange.ts';
import { explainError, explainSilence } from './failures.ts';
import { Outbox, type OutboxLimits } from './outbox.ts';
import { type Outcome, receiveStream, receiveWhole, resumeWhenRead } from './receive.ts';
import type { BedrockRequest } from './request.ts';
import { routeTo } from './route.ts';
import type { BedrockTarget } from './target.ts';
import { DEFAULT_SILENCE_MS, Watchdog } from './watchdog.ts';

/** One for the process, so that a secret has the same mark in every send. */
const SALT = randomBytes(16).toString('hex');

const FAILED: Outcome = { reason: 'failed', usage: NO_USAGE, stopReason: null, guardrail: null };
const CANCELLED: Outcome = { ...FAILED, reason: 'cancelled' };

/** What a send may be told beside request and target. */
export interface SendOptions {
  /** How long the other side may be silent before the send fails, milliseconds. */
  readonly silenceMs?: number | undefined;
  /** True for hosts that the user lets see the credentials of AWS; nobody without it. */
  readonly isTrusted?: (host: string) => boolean;
  /** What may wait for a slow reader. */
  readonly waiting?: OutboxLimits | undefined;
}

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
  { silenceMs = DEFAULT_SILENCE_MS, isTrusted = () => false, waiting }: SendOptions = {},
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
  }, waiting);

  const watchdog = new Watchdog(
    silenceMs,
    () => open.response?.body.isPaused() ?? false,
    () => stop.abort(),
  );

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
    const route = await routeTo(target, isTrusted);
    const response = await exchange(request, route, secrets, stop.signal, onRequest);
    open.response = response;
    watchdog.touch();
    const { status, headers, sentMs } = response;
    stop.signal.addEventListener('abort', () => response.body.destroy());
    outbox.put({
      type: 'response',
      status,
      headers: secrets.headers(headers).headers,
      atMs: performance.now() - sentMs,
    });
    const alive = (): void => watchdog.touch();
    const receiving = { response, target, secrets, outbox, alive, signal: stop.signal };
    return streamed && status === 200 ? receiveStream(receiving) : receiveWhole(receiving);
  };
  const atMs = (): number => performance.now() - (open.response?.sentMs ?? startMs);
  const finish = (outcome: Outcome): void => {
    watchdog.stop();
    if (watchdog.expired)
      outbox.put({ type: 'failure', failure: explainSilence(target, silenceMs), atMs: atMs() });
    const reason = watchdog.expired ? (open.response ? 'truncated' : 'failed') : outcome.reason;
    outbox.put({ type: 'end', atMs: atMs(), ...outcome, reason });
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
    watchdog.stop();
    signal.removeEventListener('abort', onAbort);
    stop.abort();
  }
}
