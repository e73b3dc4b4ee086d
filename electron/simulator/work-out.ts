import type { SimulatorSettings } from '../../shared/contract/host.ts';
import { isObject, type JsonObject } from '../../shared/json/json.ts';
import { parseJson } from '../../shared/json/parse.ts';
import { addressed, isOther, type OtherOperation } from '../../shared/validation/other-operations.ts';
import type { ValidationInput } from '../../shared/validation/problem.ts';
import { validate } from '../../shared/validation/validate.ts';
import { type ErrorAnswer, exception } from '../http/errors.ts';
import { answerCountTokens } from './count-tokens.ts';
import { answerGuardrail } from './guard/apply-guardrail.ts';
import { errorReply, jsonReply, plannedReply } from './replies.ts';
import type { Reply } from './reply.ts';
import { consider, plan } from './respond.ts';
import { collected } from './scenario/apply.ts';
import type { CacheUsage, MarkedPrompt } from './usage/prompt-cache.ts';

/** A request as its address and its body tell it. */
export interface SimulatedRequest extends ValidationInput {
  readonly requestId: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A request to be worked out, on whatever thread. */
export interface Asked {
  readonly request: SimulatedRequest;
  readonly settings: SimulatorSettings;
  /** What the prompt cache says; null before it was asked. */
  readonly used: CacheUsage | null;
}

/** How far a request can be answered without what the simulator remembers of others. */
export type WorkedOut =
  | { readonly kind: 'reply'; readonly reply: Reply }
  /** The prompt cache has to be asked first, and the request worked out again with what it says. */
  | { readonly kind: 'marked'; readonly marked: MarkedPrompt }
  /** An accepted request about invocations that go on by themselves. */
  | {
      readonly kind: 'invocations';
      readonly operation: Exclude<OtherOperation, 'ApplyGuardrail'>;
      readonly asked: JsonObject;
    };

const parse = (text: string): JsonObject => {
  const value = parseJson(text);
  return isObject(value) ? value : {};
};

/** Bedrock's judgement of the body, or null where it would be answered with 200. */
function refusal(request: ValidationInput): ErrorAnswer | null {
  const verdict = validate(request);
  if (verdict.kind === 'not-modelled') return exception('ValidationException', verdict.message);
  if (verdict.kind === 'accepted') return null;
  return { type: verdict.errorType, status: verdict.status, message: verdict.message };
}

const replied = (reply: Reply): WorkedOut => ({ kind: 'reply', reply });

/** Works out the reply to a readable request: Bedrock's refusal, or an answer of the model's family. */
export function workOut({ request, settings, used }: Asked): WorkedOut {
  const { operation, modelId, requestId, headers } = request;
  // What the cache was asked about was accepted before.
  const refused = used ? null : refusal(request);
  if (refused) return replied(errorReply(requestId, refused));
  const body = parse(request.body === '' ? '{}' : request.body);
  if (isOther(operation)) {
    const given = addressed(operation, modelId, body);
    const asked = isObject(given) ? given : {};
    if (operation === 'ApplyGuardrail')
      return replied(jsonReply(requestId, answerGuardrail(asked, settings.guardrail)));
    const { modelInput: _, ...rest } = asked;
    return { kind: 'invocations', operation, asked: rest };
  }
  if (operation === 'CountTokens') {
    const counted = answerCountTokens(modelId, body);
    const invalid = exception('ValidationException', 'The provided request is not valid');
    return replied(counted ? jsonReply(requestId, counted) : errorReply(requestId, invalid));
  }
  const considered = consider({ operation, modelId, body, headers });
  const { marked } = considered.counted;
  if (marked && !used) return { kind: 'marked', marked };
  const reply = plannedReply(requestId, plan(considered, settings, used), operation.startsWith('Invoke'));
  return replied(settings.collected ? collected(reply) : reply);
}

/** A reply as it travels between threads: its bytes in base64. */
type Packed = Omit<Reply, 'deliveries'> & {
  readonly deliveries: readonly { readonly atMs: number; readonly bytes: string }[];
};

/** What was worked out, as JSON can hold it. */
export type PackedWork =
  | Exclude<WorkedOut, { kind: 'reply' }>
  | { readonly kind: 'reply'; readonly reply: Packed };

export function packWork(work: WorkedOut): PackedWork {
  if (work.kind !== 'reply') return work;
  const pack = (bytes: Uint8Array): string =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
  const deliveries = work.reply.deliveries.map(({ atMs, bytes }) => ({ atMs, bytes: pack(bytes) }));
  return { kind: 'reply', reply: { ...work.reply, deliveries } };
}

export function unpackWork(work: PackedWork): WorkedOut {
  if (work.kind !== 'reply') return work;
  const deliveries = work.reply.deliveries.map(({ atMs, bytes }) => ({
    atMs,
    bytes: Buffer.from(bytes, 'base64'),
  }));
  return { kind: 'reply', reply: { ...work.reply, deliveries } };
}
