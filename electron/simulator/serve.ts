import { performance } from 'node:perf_hooks';
import type { SimulatorSettings } from '../../shared/contract/host.ts';
import { isObject, type JsonObject } from '../../shared/json/json.ts';
import { parseJson } from '../../shared/json/parse.ts';
import { addressed, isOther, type OtherOperation } from '../../shared/validation/other-operations.ts';
import type { ValidationInput } from '../../shared/validation/problem.ts';
import { readPath } from '../../shared/validation/read-path.ts';
import { validate } from '../../shared/validation/validate.ts';
import { refuseForeign } from '../http/admit.ts';
import { type ErrorAnswer, exception } from '../http/errors.ts';
import { BodyTooLarge, BodyTooSlow, type Exchange } from '../http/exchange.ts';
import { createRandom, randomUuid } from './answer/random.ts';
import { textOf } from './answer/read.ts';
import { authenticate } from './authenticate.ts';
import { answerCountTokens } from './count-tokens.ts';
import { answerGuardrail } from './guard/apply-guardrail.ts';
import type { Invocations } from './invocations.ts';
import { errorReply, jsonReply, plannedReply } from './replies.ts';
import { type Reply, sendReply } from './reply.ts';
import { plan } from './respond.ts';
import { applyRule, collected } from './scenario/apply.ts';
import type { RuleBook } from './scenario/rules.ts';
import { type Authentication, overlay } from './settings.ts';
import type { PromptCache } from './usage/prompt-cache.ts';

/** The service model's limit for an invoke body, bytes. */
const MAX_BODY = 25_000_000;
/** A byte order mark is left to whoever parses the text, so that it counts as it does in a prediction. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** What a request is answered by: settings and scenario may change between requests. */
export interface ServerState {
  readonly settings: SimulatorSettings;
  readonly authentication: Authentication;
  readonly rules: RuleBook;
  /** How long a body may stay away, milliseconds. */
  readonly bodyMs: number;
  readonly invocations: Invocations;
  readonly cache: PromptCache;
  /** The day to answer as of, `YYYY-MM-DD`; null where all models are served. */
  readonly asOf: string | null;
  /** How many requests came before this one. */
  readonly served: number;
}

const parse = (text: string): JsonObject => {
  const value = parseJson(text);
  return isObject(value) ? value : {};
};

/** A request as its address and its body tell it. */
interface Request extends ValidationInput {
  readonly requestId: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Bedrock's judgement of the body, or null where it would be answered with 200. */
function refusal(request: ValidationInput): ErrorAnswer | null {
  const verdict = validate(request);
  if (verdict.kind === 'not-modelled') return exception('ValidationException', verdict.message);
  if (verdict.kind === 'accepted') return null;
  return { type: verdict.errorType, status: verdict.status, message: verdict.message };
}

/** The answer to an operation whose path names no model; null where what it asks for is not there. */
function otherwise(
  operation: OtherOperation,
  asked: JsonObject,
  { invocations }: ServerState,
  { guardrail }: SimulatorSettings,
): JsonObject | null {
  if (operation === 'ApplyGuardrail') return answerGuardrail(asked, guardrail);
  const now = Date.now();
  if (operation === 'StartAsyncInvoke') return invocations.start(asked, now);
  return operation === 'ListAsyncInvokes'
    ? invocations.list(asked, now)
    : invocations.get(textOf(asked.invocationArn), now);
}

/** The reply to a readable request: Bedrock's refusal, or an answer of the model's family. */
function answer(request: Request, settings: SimulatorSettings, state: ServerState): Reply {
  const { operation, modelId, requestId } = request;
  const refused = refusal(request);
  if (refused) return errorReply(requestId, refused);
  const body = parse(request.body === '' ? '{}' : request.body);
  if (isOther(operation)) {
    const asked = addressed(operation, modelId, body);
    const answered = otherwise(operation, isObject(asked) ? asked : {}, state, settings);
    return answered
      ? jsonReply(requestId, answered)
      : errorReply(requestId, exception('ValidationException', 'Invocation not found.'));
  }
  if (operation === 'CountTokens') {
    const counted = answerCountTokens(modelId, body);
    return counted
      ? jsonReply(requestId, counted)
      : errorReply(requestId, exception('ValidationException', 'The provided request is not valid'));
  }
  const planned = plan({ operation, modelId, body, headers: request.headers }, settings, state.cache);
  const reply = plannedReply(requestId, planned, operation.startsWith('Invoke'));
  return settings.collected ? collected(reply) : reply;
}

async function readBody(exchange: Exchange, patienceMs: number): Promise<Buffer | ErrorAnswer | null> {
  try {
    return await exchange.body(MAX_BODY, patienceMs);
  } catch (error) {
    if (error instanceof BodyTooSlow) await exchange.reset();
    return error instanceof BodyTooLarge ? exception('RequestEntityTooLargeException') : null;
  }
}

/** Answers one request as the Bedrock runtime would; a client that goes away ends it. */
export async function serve(exchange: Exchange, state: ServerState): Promise<void> {
  const startMs = performance.now();
  const requestId = randomUuid(createRandom(`${state.settings.seed}|request|${state.served}`));
  const send = (reply: Reply): Promise<void> => sendReply(exchange, reply, startMs);
  const fail = (error: ErrorAnswer): Promise<void> => send(errorReply(requestId, error));
  const bytes = await readBody(exchange, state.bodyMs);
  if (bytes === null) return;
  const foreign = refuseForeign(exchange.rawHeaders);
  if (foreign) return fail(foreign);
  if (!Buffer.isBuffer(bytes)) return fail(bytes);
  const route = readPath(exchange.target, exchange.method);
  if (!route) return fail(exception('UnknownOperationException'));
  const denied = await authenticate(exchange, bytes, state.authentication);
  if (denied) return fail(denied);
  const { operation, modelId, query } = route;
  const rule = state.rules.take(operation, modelId);
  const settings = overlay(state.settings, rule?.settings ?? {});
  const body = query ? JSON.stringify(query) : utf8.decode(bytes);
  const { asOf } = state;
  const request = { operation, modelId, body, asOf, requestId, headers: exchange.headers };
  const reply = answer(request, settings, state);
  return send(rule ? applyRule(reply, rule, requestId) : reply);
}
