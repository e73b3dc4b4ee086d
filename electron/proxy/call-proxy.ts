import { randomBytes } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { performance } from 'node:perf_hooks';
import type { SendEvent, SendFailure } from '../../shared/contract/sending.ts';
import { isObject, type Json } from '../../shared/json/json.ts';
import { loads } from '../../shared/pipeline/python/json.ts';
import { NO_USAGE } from '../../shared/recording/usage.ts';
import { Redactor } from '../../shared/redaction/redactor.ts';
import { refuseEndpoint } from '../../shared/target/address.ts';
import { eventsIn } from '../../shared/way-back/compare-answers.ts';
import { errorOf } from '../../shared/way-back/said.ts';
import { DEFAULT_SILENCE_MS } from '../bedrock/watchdog.ts';
import type { ClientRequest } from '../inspector/client-call.ts';
import { proxyKey } from './key.ts';

/** Longest answer that is kept, bytes. */
const MOST_BYTES = 16 * 1024 * 1024;

/** One for the process, so that a secret has the same mark in every call. */
const SALT = randomBytes(16).toString('hex');

export interface CallOptions {
  /** How long the proxy may be silent, milliseconds. */
  readonly silenceMs?: number | undefined;
  /** The key for the proxy; by default the one that the environment names. */
  readonly key?: string | null;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly headMs: number;
  readonly body: Buffer;
  readonly cut: boolean;
}

/** Why a call came to nothing, for {@link failureOf}. */
class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

const headersOf = (headers: http.IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );

function exchange(
  url: URL,
  headers: Readonly<Record<string, string>>,
  bodyText: string,
  silenceMs: number,
  signal: AbortSignal,
): Promise<Answer> {
  const startedMs = performance.now();
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, signal }, (response) => {
      const headMs = performance.now() - startedMs;
      const parts: Buffer[] = [];
      let size = 0;
      const finish = (cut: boolean): void =>
        resolve({
          status: response.statusCode ?? 0,
          headers: headersOf(response.headers),
          headMs,
          body: Buffer.concat(parts),
          cut,
        });
      response.on('data', (part: Buffer) => {
        size += part.length;
        parts.push(part);
        if (size <= MOST_BYTES) return;
        finish(true);
        response.destroy();
      });
      response.on('end', () => finish(false));
      response.on('error', reject);
      response.on('aborted', () => finish(true));
    });
    sent.setTimeout(silenceMs, () =>
      sent.destroy(
        new Unanswered(`Nothing came from the proxy for ${Math.round(silenceMs / 1000)} seconds.`),
      ),
    );
    sent.on('error', reject);
    sent.end(bodyText);
  });
}

/** The message of an error answer, in the forms that LiteLLM's proxy gives it. */
function errorIn(text: string): { readonly type: string; readonly message: string } {
  const value: Json = loads(text) ?? null;
  const error = isObject(value) ? (value.error ?? value.detail ?? value) : null;
  if (isObject(error)) {
    const { message = null, type = null, error: inner = null } = error;
    return {
      type: typeof type === 'string' ? type : '',
      message:
        typeof message === 'string' ? message : typeof inner === 'string' ? inner : JSON.stringify(error),
    };
  }
  return { type: '', message: typeof error === 'string' ? error : text.slice(0, 2_000) };
}

const HINTS: Readonly<Record<number, string>> = {
  401: 'Start Strata with LITELLM_API_KEY set to a key of this proxy.',
  403: 'The key may not do this: ask with another, or allow it in the proxy.',
  404: 'Check the base URL: the path is put behind it.',
};

const failureOf = (answer: Answer, text: string): SendFailure => {
  const { type, message } = errorIn(text);
  return {
    origin: 'bedrock',
    status: answer.status,
    type,
    message,
    hint: HINTS[answer.status] ?? '',
    requestId: answer.headers['x-litellm-call-id'] ?? null,
  };
};

/** The error that an answer of status 200 ends with: a stream has begun before its proxy fails. */
function failureInside(answer: Answer, text: string): SendFailure | null {
  const last = eventsIn(text).at(-1);
  const error = last ? errorOf(last) : null;
  return (
    error && {
      origin: 'bedrock',
      status: answer.status,
      ...error,
      hint: 'The proxy ended its stream with this error.',
      requestId: answer.headers['x-litellm-call-id'] ?? null,
    }
  );
}

const network = (message: string): SendFailure => ({
  origin: 'network',
  status: null,
  type: 'ProxyUnreachable',
  message,
  hint: 'Check that the proxy runs and that its base URL is right.',
  requestId: null,
});

/**
 * Sends a client's call to a running LiteLLM proxy and reports what happens, as a send to Bedrock does: `request`, then
 * `response`, `body` and, where it is an error, `failure`, and always `end`. The key goes into the call alone: nothing
 * that is reported holds it.
 */
export async function* callProxy(
  { path, headers, bodyText, stream }: ClientRequest,
  base: string,
  signal: AbortSignal,
  { silenceMs = DEFAULT_SILENCE_MS, key = proxyKey()?.key ?? null }: CallOptions = {},
): AsyncGenerator<SendEvent> {
  const startedMs = performance.now();
  const secrets = new Redactor(SALT);
  if (key !== null) secrets.learn(key);
  const atMs = (): number => performance.now() - startedMs;
  const end = (reason: 'complete' | 'cancelled' | 'failed' | 'truncated'): SendEvent => ({
    type: 'end',
    reason,
    atMs: atMs(),
    usage: NO_USAGE,
    stopReason: null,
    guardrail: null,
  });
  const refused = refuseEndpoint(base);
  if (refused) {
    yield { type: 'failure', failure: { ...network(refused.message), hint: refused.hint }, atMs: 0 };
    yield end('failed');
    return;
  }
  const url = new URL(base.replace(/\/+$/, '') + path);
  const sent = {
    ...headers,
    'content-type': 'application/json',
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
  };
  yield {
    type: 'request',
    method: 'POST',
    url: url.href,
    headers: secrets.headers(sent).headers,
    bodyText: secrets.known(bodyText),
    stream,
  };
  try {
    const answer = await exchange(url, sent, bodyText, silenceMs, signal);
    const text = secrets.known(answer.body.toString('utf8'));
    const shown = secrets.headers(answer.headers).headers;
    yield { type: 'response', status: answer.status, headers: shown, atMs: answer.headMs };
    yield { type: 'body', text, atMs: atMs() };
    const failure = answer.status >= 400 ? failureOf(answer, text) : failureInside(answer, text);
    if (failure) yield { type: 'failure', failure, atMs: atMs() };
    yield end(failure ? 'failed' : answer.cut ? 'truncated' : 'complete');
  } catch (error) {
    if (signal.aborted) {
      yield end('cancelled');
      return;
    }
    const message = secrets.known(error instanceof Error ? error.message : String(error));
    yield { type: 'failure', failure: network(message), atMs: atMs() };
    yield end('failed');
  }
}
