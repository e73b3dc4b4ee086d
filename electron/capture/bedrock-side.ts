import { performance } from 'node:perf_hooks';
import { clientSecrets, readAuthorization } from '../../shared/capture/authorization.ts';
import { type BedrockService, destinationOf } from '../../shared/capture/destination.ts';
import type { ExchangeId, ExchangeStart } from '../../shared/capture/exchange.ts';
import { STAMP, towardsBedrock, withoutSignature } from '../../shared/capture/pass-on.ts';
import { isProbe } from '../../shared/capture/preparation.ts';
import { programOf } from '../../shared/capture/program.ts';
import { SESSION } from '../../shared/capture/session.ts';
import { readStamp } from '../../shared/capture/stamp.ts';
import type { NoteKind } from '../../shared/contract/capture.ts';
import { readPath } from '../../shared/validation/read-path.ts';
import { explainError } from '../bedrock/failures.ts';
import type { BedrockTarget } from '../bedrock/target.ts';
import { type ExchangeSink, newExchangeId } from '../history/sink.ts';
import { BodyTooLarge, BodyTooSlow, bodyStopped, type Exchange } from '../http/exchange.ts';
import { admit } from './admit.ts';
import { answerError, answerFault } from './answer-error.ts';
import type { Forwarder } from './forward.ts';
import type { Intervention, Subject } from './intervene.ts';
import type { Notes } from './notes.ts';
import { replay } from './replay.ts';
import { authenticating } from './sign.ts';
import type { Upstreams } from './upstream.ts';

/** The service model's limit for an invoke body, bytes. */
export const MAX_BODY = 25_000_000;
/** How long a body may stay away, milliseconds. */
export const BODY_MS = 30_000;

/** What the Bedrock side works with. */
export interface BedrockSide {
  readonly token: string;
  readonly sink: ExchangeSink;
  readonly notes: Notes;
  readonly forwarder: Forwarder;
  readonly upstreams: Upstreams;
  /** Where calls go on to; may change between calls. */
  target(): BedrockTarget;
  /** Called for each call that is taken. */
  onCall(): void;
  /** What rules make of a call before it goes on; without it all go on as they are. */
  readonly intervene?: ((subject: Omit<Subject, 'row'>) => Promise<Intervention>) | undefined;
  /** Where rules send calls that the simulator is to answer. */
  readonly simulator?: (() => BedrockTarget) | undefined;
}

/** Who the caller is, as it says itself, and what it asks for. */
interface Call {
  readonly target: string;
  readonly service: BedrockService;
  readonly region: string | null;
  readonly program: string;
}

type Refusal = {
  readonly kind: NoteKind;
  readonly status: number;
  readonly message: string;
  readonly hint: string;
};

/** Checks a request in the order of what it costs: nothing is read or connected for one that is refused. */
function readCall(exchange: Exchange, token: string): Call | Refusal {
  const admitted = admit(exchange.target, exchange.rawHeaders, token);
  if (!admitted.ok) return admitted;
  const { target } = admitted;
  // Before its path: a call to another service says by its signature which one, and why it came here.
  const who = readAuthorization(exchange.headers.authorization, target);
  if (who.kind === 'unreadable' || (who.kind === 'sigv4' && who.service !== 'bedrock')) {
    const service =
      who.kind === 'sigv4' ? `the service “${who.service.slice(0, 60)}”` : 'nothing that can be read';
    const hint =
      'AWS_ENDPOINT_URL sends every service here; set AWS_ENDPOINT_URL_BEDROCK_RUNTIME in its place.';
    return {
      kind: 'scope',
      status: 403,
      message: `The request is signed for ${service}, not for Bedrock.`,
      hint,
    };
  }
  const destination = destinationOf(exchange.method, target);
  if (!destination.ok)
    return { kind: 'path', status: 403, message: destination.reason, hint: destination.hint };
  const region = who.kind === 'sigv4' ? who.region : null;
  return { target, service: destination.service, region, program: programOf(exchange.headers) };
}

const isRefusal = (call: Call | Refusal): call is Refusal => 'status' in call;

const targetName = (target: BedrockTarget): string =>
  target.kind === 'endpoint' ? new URL(target.url).host : target.kind;

function startOf(id: ExchangeId, exchange: Exchange, call: Call, target: BedrockTarget): ExchangeStart {
  const path = readPath(call.target, exchange.method);
  const stamp = readStamp(exchange.headers[STAMP]);
  return {
    id,
    side: 'bedrock',
    source: 'live',
    startedAt: Date.now(),
    protocol: exchange.version.startsWith('2') ? 'h2c' : 'http/1.1',
    method: exchange.method,
    path: withoutSignature(call.target),
    headers: exchange.rawHeaders,
    operation: path?.operation ?? '',
    dialect: 'bedrock',
    route: path ? (path.operation.startsWith('Converse') ? 'converse' : 'invoke') : null,
    model: path && path.modelId !== '' ? path.modelId : null,
    program: call.program,
    region: call.region,
    target: targetName(target),
    conversation: exchange.headers[SESSION] ?? null,
    cause: stamp === null ? null : { client: stamp, evidence: 'stamp' },
    preparation: call.service === 'bedrock',
  };
}

/** A program that signs for another region than the target's gets the models and quotas of that one: it is told. */
function noteRegion({ region, program }: Call, target: BedrockTarget, notes: Notes): void {
  if (target.kind !== 'aws' || region === null || region === target.region) return;
  notes.add({
    kind: 'region',
    message: `The program signs for ${region}, not for the target’s region ${target.region}.`,
    hint: `Its calls go to ${region}, with the models and quotas of that region: set AWS_REGION where that is not meant.`,
    program,
  });
}

/** The target as one call reaches it: in the region that the call is signed for. */
const reachedBy = ({ region }: Call, target: BedrockTarget): BedrockTarget =>
  target.kind === 'aws' && region !== null ? { ...target, region } : target;

/** Takes one call of a program to Bedrock: signs it anew and passes it on. */
export async function takeBedrockCall(exchange: Exchange, side: BedrockSide): Promise<void> {
  const startMs = performance.now();
  const call = readCall(exchange, side.token);
  if (isRefusal(call)) {
    side.notes.add({ ...call, program: programOf(exchange.headers) });
    return answerError(exchange, call.status, 'AccessDeniedException', `${call.message} ${call.hint}`);
  }
  side.onCall();
  const { sink } = side;
  const target = side.target();
  noteRegion(call, target, side.notes);
  const id = newExchangeId();
  const since = (): number => performance.now() - startMs;
  sink.learn(...clientSecrets(exchange.headers, exchange.target));
  const start = startOf(id, exchange, call, target);
  sink.opened(start);
  const fail = (failure: string): void => sink.ended(id, { state: 'failed', atMs: since(), failure });
  const cancel = (): void => sink.ended(id, { state: 'cancelled', atMs: since(), failure: '' });

  const body = await exchange.body(MAX_BODY, BODY_MS).catch((error: unknown) => error);
  if (!Buffer.isBuffer(body)) {
    if (!(body instanceof BodyTooLarge)) {
      await exchange.reset();
      return body instanceof BodyTooSlow ? fail(bodyStopped(BODY_MS)) : cancel();
    }
    const message = `The body is larger than the ${MAX_BODY / 1e6} MB that Bedrock takes.`;
    answerError(exchange, 413, 'RequestEntityTooLargeException', message);
    return fail(message);
  }
  sink.requestBody(id, body);
  sink.requestEnded(id, since());
  if (isProbe(start.operation, body)) sink.described(id, { preparation: true });

  const recording = { sink, id, startMs };
  const asked = { target: withoutSignature(call.target), body, headers: exchange.rawHeaders };
  const { gone } = exchange;
  const done = (): void => sink.ended(id, { state: 'done', atMs: since(), failure: '' });
  let goal = reachedBy(call, target);
  try {
    const decided: Intervention = (await side.intervene?.({ id, outbound: asked, gone })) ?? {
      kind: 'send',
      outbound: asked,
      toSimulator: false,
    };
    if (decided.kind === 'gone') return cancel();
    if (decided.kind === 'answer') {
      answerFault(exchange, decided.error, recording);
      return done();
    }
    if (decided.kind === 'replay')
      return (await replay(decided.recorded, exchange, recording)) ? done() : cancel();

    const { outbound, toSimulator } = decided;
    if (toSimulator) goal = side.simulator?.() ?? goal;
    const upstream = await side.upstreams.find(goal, call.service, call.region);
    await side.forwarder.turn();
    const { method } = exchange;
    const outTarget = upstream.prefix + outbound.target;
    const headers = towardsBedrock(outbound.headers);
    const { base } = upstream;
    const unsigned = { method, base, target: outTarget, headers, body: outbound.body };
    const proof = await authenticating(unsigned, upstream.signer);
    const wire = { ...unsigned, headers: [...headers, ...proof] };
    const outcome = await side.forwarder.forward(wire, exchange, recording);
    if (outcome.kind === 'done') return done();
    if (outcome.kind === 'cancelled') return cancel();
    if (outcome.kind === 'broken') return fail(explainError(outcome.error, goal).message);
    throw outcome.error;
  } catch (error) {
    const { message, hint } = explainError(error, goal);
    side.notes.add({ kind: 'target', message, hint, program: call.program });
    answerError(exchange, 502, 'ServiceUnavailableException', `${message} ${hint}`);
    fail(message);
  }
}
