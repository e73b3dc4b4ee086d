import { performance } from 'node:perf_hooks';
import { readAuthorization } from '../../shared/capture/authorization.ts';
import type { SimulatorSettings } from '../../shared/contract/host.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import { readPath } from '../../shared/validation/read-path.ts';
import { LARGEST_REQUEST } from '../../shared/validation/validate.ts';
import { refuseForeign } from '../http/admit.ts';
import { type ErrorAnswer, exception } from '../http/errors.ts';
import { BodyTooLarge, BodyTooSlow, type Exchange } from '../http/exchange.ts';
import type { Gone } from '../http/gone.ts';
import { createRandom, randomUuid } from './answer/random.ts';
import { textOf } from './answer/read.ts';
import { authenticate } from './authenticate.ts';
import { answerControl } from './control-plane.ts';
import type { Invocations } from './invocations.ts';
import { errorReply, jsonReply } from './replies.ts';
import { type Reply, sendReply } from './reply.ts';
import { applyRule } from './scenario/apply.ts';
import type { RuleBook } from './scenario/rules.ts';
import { type Authentication, overlay, type SimulatorThreads } from './settings.ts';
import type { PromptCache } from './usage/prompt-cache.ts';
import {
  type Asked,
  type PackedWork,
  type SimulatedRequest,
  unpackWork,
  type WorkedOut,
  workOut,
} from './work-out.ts';

/** A body of more UTF-16 units is worked out on another thread, where there is one: this one has streams to send. */
const SMALL = 16 * 1024;
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
  /** Null where all is worked out on this thread. */
  readonly threads: SimulatorThreads | null;
  /** How many requests came before this one. */
  readonly served: number;
}

async function work(asked: Asked, threads: SimulatorThreads | null, gone: Gone): Promise<WorkedOut> {
  if (threads === null || asked.request.body.length <= SMALL) return workOut(asked);
  const json = await threads.one({ kind: 'simulate', asked }, gone.signal);
  return unpackWork(JSON.parse(json) as PackedWork);
}

/** The answer to an operation on invocations; null where what it asks for is not there. */
function aboutInvocations(
  { operation, asked }: Extract<WorkedOut, { kind: 'invocations' }>,
  invocations: Invocations,
): JsonObject | null {
  const now = Date.now();
  if (operation === 'StartAsyncInvoke') return invocations.start(asked, now);
  return operation === 'ListAsyncInvokes'
    ? invocations.list(asked, now)
    : invocations.get(textOf(asked.invocationArn), now);
}

/** The reply to a readable request: Bedrock's refusal, or an answer of the model's family. */
async function answer(
  request: SimulatedRequest,
  settings: SimulatorSettings,
  { threads, cache, invocations }: ServerState,
  gone: Gone,
): Promise<Reply> {
  let worked = await work({ request, settings, used: null }, threads, gone);
  if (worked.kind === 'marked') {
    const used = cache.use(worked.marked, Date.now());
    worked = await work({ request, settings, used }, threads, gone);
  }
  if (worked.kind === 'reply') return worked.reply;
  const { requestId } = request;
  const answered = worked.kind === 'invocations' ? aboutInvocations(worked, invocations) : null;
  return answered
    ? jsonReply(requestId, answered)
    : errorReply(requestId, exception('ValidationException', 'Invocation not found.'));
}

async function readBody(exchange: Exchange, patienceMs: number): Promise<Buffer | ErrorAnswer | null> {
  try {
    return await exchange.body(LARGEST_REQUEST, patienceMs);
  } catch (error) {
    if (error instanceof BodyTooSlow) await exchange.reset();
    return error instanceof BodyTooLarge ? exception('RequestEntityTooLargeException') : null;
  }
}

/** The region that a signature is scoped to; empty where nothing tells. */
const regionOf = (authorization: string | undefined): string => {
  const who = readAuthorization(authorization, '');
  return who.kind === 'sigv4' ? who.region : '';
};

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
  const region = regionOf(exchange.headers.authorization);
  const control = route ? null : answerControl(exchange.method, exchange.target, region);
  if (!route && !control) return fail(exception('UnknownOperationException'));
  const denied = await authenticate(exchange, bytes, state.authentication);
  if (denied) return fail(denied);
  if (!route)
    return control?.kind === 'found'
      ? send(jsonReply(requestId, control.json))
      : fail(exception('ResourceNotFoundException', 'The requested resource is not found.'));
  const { operation, modelId, query } = route;
  const rule = state.rules.take(operation, modelId);
  const settings = overlay(state.settings, rule?.settings ?? {});
  const body = query ? JSON.stringify(query) : utf8.decode(bytes);
  const { asOf } = state;
  const request = { operation, modelId, body, asOf, requestId, headers: exchange.headers };
  const reply = await answer(request, settings, state, exchange.gone);
  return send(rule ? applyRule(reply, rule, requestId) : reply);
}
