import { answerFlags } from '../../shared/capture/answer-flags.ts';
import { type Digest, digestAnswer, type WholeAnswer } from '../../shared/capture/digest.ts';
import type { Flag } from '../../shared/capture/exchange.ts';
import { leaksOf } from '../../shared/capture/leaks.ts';
import { readAsked, titleOf } from '../../shared/capture/said.ts';
import type { FormId } from '../../shared/input/forms.ts';
import type { Json } from '../../shared/json/json.ts';
import { valueOfBody } from '../../shared/json/parse.ts';
import { Redactor } from '../../shared/redaction/redactor.ts';
import { OPERATIONS, type Operation } from '../../shared/validation/problem.ts';
import { validate } from '../../shared/validation/validate.ts';
import { prefixHashes } from '../history/record/prefix-hashes.ts';
import { today } from './today.ts';

/** The client's call behind a Bedrock call, where it was captured. */
export interface ClientCall {
  readonly form: FormId;
  readonly request: Uint8Array;
}

/** What a captured call asked; secrets are still in it. */
export interface CapturedRequest {
  /** Of Bedrock; empty on the client side and where it is not known. */
  readonly operation: string;
  readonly model: string;
  readonly request: Uint8Array;
}

/** A captured call that is over, its content codings undone; secrets are still in it. */
export interface CapturedCall extends CapturedRequest {
  readonly answer: WholeAnswer | null;
  /** True where the client left before its end: then nothing cut it off. */
  readonly left: boolean;
  /** What is known to be secret, and the salt of the marks. */
  readonly secrets: readonly string[];
  readonly salt: string;
}

/** What is known of a captured call beside what the wire says. */
export interface Judged extends Omit<Digest, 'message'> {
  readonly title: string;
  readonly flags: readonly Flag[];
  /** A hash of its first message, of its first two, and so on. */
  readonly prefixes: readonly string[];
}

const NOTHING: Digest = {
  usage: { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null },
  stopReason: null,
  error: '',
  message: '',
  frames: 0,
  firstTokenMs: null,
  longestGapMs: null,
  burstShare: null,
  cutOff: false,
  damaged: 0,
};

const isOperation = (name: string): name is Operation => OPERATIONS.some((operation) => operation === name);

/**
 * Parameters of LiteLLM's own that stand in a body for Bedrock, and what Bedrock refuses it for. A call without a body
 * that nobody answered did not come whole: Bedrock refused nothing.
 */
function flagsOf({ operation, model, request, answer }: CapturedCall, asked: Json): readonly Flag[] {
  if (!isOperation(operation) || (answer === null && request.length === 0)) return [];
  const body = new TextDecoder().decode(request);
  const verdict = validate({ operation, modelId: model, body, asOf: today() });
  const refusing = verdict.problems.filter(({ severity }) => severity === 'error');
  const leaked = leaksOf(asked);
  const wrong = refusing.map(({ key, pointer }) => key ?? pointer).filter((key) => !leaked.includes(key));
  const flags: Flag[] = [];
  if (leaked.length > 0) flags.push({ kind: 'leaked', count: leaked.length, names: leaked });
  if (verdict.kind === 'refused' && wrong.length > 0)
    flags.push({ kind: 'refused', count: wrong.length, names: wrong.filter((name) => name !== '') });
  return flags;
}

export const redactorOf = ({ salt, secrets }: Pick<CapturedCall, 'salt' | 'secrets'>): Redactor => {
  const redactor = new Redactor(salt);
  redactor.learn(...secrets);
  return redactor;
};

/** Judges a captured call: what it asks, what is wrong with it, what its answer says. */
export function judge(call: CapturedCall): Judged {
  const body = valueOfBody(call.request);
  const digest = call.answer ? digestAnswer(call.answer) : NOTHING;
  const { message: _message, ...read } = digest;
  const redactor = redactorOf(call);
  const asked = readAsked(body);
  return {
    ...read,
    prefixes: prefixHashes(asked).map((hash) => hash.toString('base64')),
    error: redactor.text(digest.error).text,
    title: titleOf(asked, (text) => redactor.text(text).text),
    flags: [
      ...flagsOf(call, body),
      ...answerFlags({
        ...digest,
        cutOff: digest.cutOff && !call.left,
        deliveries: call.answer?.deliveries.length ?? 0,
      }),
    ],
  };
}
