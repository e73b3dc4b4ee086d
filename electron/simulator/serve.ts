import { performance } from 'node:perf_hooks';
import type { SimulatorSettings } from '../../shared/contract/host.ts';
import { isObject, type Json, type JsonObject } from '../../shared/json/json.ts';
import type { Operation } from '../../shared/validation/problem.ts';
import { validate } from '../../shared/validation/validate.ts';
import { createRandom, randomUuid } from './answer/random.ts';
import { answerCountTokens } from './count-tokens.ts';
import { type ErrorAnswer, exception, sendError } from './http/errors.ts';
import { BodyTooLarge, type Exchange } from './http/exchange.ts';
import { readPath } from './http/path.ts';
import { type Planned, plan } from './respond.ts';
import type { Authentication } from './settings.ts';
import { deliver, until } from './stream/deliver.ts';

/** The service model's limit for an invoke body, bytes. */
const MAX_BODY = 25_000_000;
const utf8 = new TextDecoder();
const bytesOf = new TextEncoder();

/** What a request is answered by: settings may change between requests. */
export interface ServerState {
  readonly settings: SimulatorSettings;
  readonly authentication: Authentication;
  /** How many requests came before this one. */
  readonly served: number;
}

const parse = (text: string): JsonObject | null => {
  try {
    const value: Json = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
};

/** Bedrock's judgement of the body, or null where it would be answered with 200. */
function refusal(operation: Operation, modelId: string, body: string): ErrorAnswer | null {
  const verdict = validate({ operation, modelId, body });
  if (verdict.status === 200) return null;
  return { type: verdict.errorType, status: verdict.status, message: verdict.message };
}

function sendJson(
  exchange: Exchange,
  requestId: string,
  json: JsonObject,
  headers: Readonly<Record<string, string>> = {},
): void {
  const bytes = bytesOf.encode(JSON.stringify(json));
  exchange.head(200, {
    'content-type': 'application/json',
    'content-length': String(bytes.length),
    'x-amzn-requestid': requestId,
    ...headers,
  });
  exchange.end(bytes);
}

async function sendPlanned(
  exchange: Exchange,
  requestId: string,
  planned: Planned,
  invoke: boolean,
  collected: boolean,
): Promise<void> {
  const startMs = performance.now();
  if (planned.kind === 'whole') {
    await until(startMs + planned.atMs, exchange.gone);
    const counts = {
      'x-amzn-bedrock-invocation-latency': String(Math.round(planned.atMs)),
      'x-amzn-bedrock-input-token-count': String(planned.inputTokens),
      'x-amzn-bedrock-output-token-count': String(planned.outputTokens),
    };
    sendJson(exchange, requestId, planned.json, invoke ? counts : {});
    return;
  }
  const last = planned.frames[planned.frames.length - 1]?.atMs ?? 0;
  const deliveries = collected
    ? [{ atMs: last, bytes: Buffer.concat(planned.frames.map((frame) => frame.bytes)) }]
    : planned.frames;
  await until(startMs + (deliveries[0]?.atMs ?? 0), exchange.gone);
  exchange.head(200, {
    'content-type': 'application/vnd.amazon.eventstream',
    'x-amzn-requestid': requestId,
    ...(invoke ? { 'x-amzn-bedrock-content-type': 'application/json' } : {}),
  });
  await deliver(exchange, deliveries, startMs);
  exchange.end();
}

async function readBody(exchange: Exchange): Promise<Buffer | ErrorAnswer | null> {
  try {
    return await exchange.body(MAX_BODY);
  } catch (error) {
    return error instanceof BodyTooLarge ? exception('RequestEntityTooLargeException') : null;
  }
}

/** Answers one request as the Bedrock runtime would. Never rejects; a client that goes away ends it. */
export async function serve(exchange: Exchange, state: ServerState): Promise<void> {
  const { settings } = state;
  const requestId = randomUuid(createRandom(`${settings.seed}|request|${state.served}`));
  const fail = (error: ErrorAnswer): void => sendError(exchange, requestId, error);
  const route = exchange.method === 'POST' ? readPath(exchange.target) : null;
  const bytes = await readBody(exchange);
  if (bytes === null) return;
  if (!Buffer.isBuffer(bytes)) return fail(bytes);
  if (!route) return fail(exception('UnknownOperationException'));
  const { operation, modelId } = route;
  const text = utf8.decode(bytes);
  const refused = refusal(operation, modelId, text);
  if (refused) return fail(refused);
  const body = parse(text) ?? {};
  if (operation === 'CountTokens') {
    const counted = answerCountTokens(modelId, body);
    return counted
      ? sendJson(exchange, requestId, counted)
      : fail(exception('ValidationException', 'The provided request is not valid'));
  }
  const planned = plan({ operation, modelId, body }, settings);
  await sendPlanned(exchange, requestId, planned, operation.startsWith('Invoke'), settings.collected);
}
