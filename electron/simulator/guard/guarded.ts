import type { GuardrailSetting } from '../../../shared/contract/host.ts';
import type { JsonObject } from '../../../shared/json/json.ts';
import { type Answer, type Ask, type Block, plainText } from '../answer/answer.ts';
import { sorted } from '../answer/sorted.ts';
import { tokenize } from '../answer/tokens.ts';
import type { AskedGuardrail } from './asked.ts';
import { assessment, REASONS } from './assessment.ts';
import { BLOCKED, type Intervention, judge, mask } from './judge.ts';
import type { Guarded } from './outcome.ts';

const textBlock = (text: string): Block => ({
  kind: 'text',
  pieces: tokenize(text).map((token) => ({ text: token, tokens: 1 })),
});

/** A blocked text in one piece, as it comes in a stream. */
const blockedBlock = (text: string): Block => ({
  kind: 'text',
  pieces: [{ text, tokens: tokenize(text).length }],
});

function traceOf(
  guardrail: AskedGuardrail,
  intervention: Intervention | null,
  input: string,
  output: string,
  match: string,
): Guarded['trace'] {
  const { id, traced } = guardrail;
  if (!traced) return null;
  const inputFound = intervention === 'block-input' ? intervention : null;
  const outputFound = intervention === inputFound ? null : intervention;
  const inputSide = { [id]: assessment({ guardrail, found: inputFound, characters: input.length }) };
  const outputSide = assessment({ guardrail, found: outputFound, characters: output.length, match });
  const actionReason = REASONS[intervention ?? 'none'];
  if (inputFound !== null)
    return {
      converse: sorted({ actionReason, inputAssessment: inputSide }),
      invoke: { input: inputSide, actionReason },
    };
  // What the model said is told only where something else is said in its place.
  const modelOutput = intervention === null ? [] : [output];
  return {
    converse: sorted({
      actionReason,
      inputAssessment: inputSide,
      modelOutput,
      outputAssessments: { [id]: [outputSide] },
    }),
    invoke: { modelOutput, input: inputSide, outputs: [{ [id]: outputSide }], actionReason },
  };
}

/**
 * Lays a guardrail on an answer: an input that is blocked never reaches the model and counts for nothing
 * on Converse, a blocked or masked answer has cost what it cost.
 */
export function guard(
  answer: Answer,
  ask: Ask,
  asked: AskedGuardrail,
  setting: GuardrailSetting,
  converse: boolean,
): Answer {
  const judged = judge(setting, ask.prompt);
  const said = plainText(answer);
  const masked = judged === 'mask' ? mask(said) : null;
  const intervention = judged === 'mask' && masked === null ? null : judged;
  const trace = traceOf(asked, intervention, ask.prompt, said, masked?.name ?? '');
  const guarded: Answer = { ...answer, guarded: { intervention, trace } };
  if (intervention === null) return guarded;
  const stopped = { ...guarded, stop: 'end', stopSequence: null } as const;
  if (intervention === 'mask')
    return { ...guarded, blocks: masked === null ? answer.blocks : [textBlock(masked.text)] };
  const blocks = [blockedBlock(BLOCKED[intervention])];
  if (intervention === 'block-output') return { ...stopped, blocks };
  const counts = converse
    ? { inputTokens: 0, outputTokens: 0 }
    : { outputTokens: tokenize(BLOCKED[intervention]).length };
  return { ...stopped, blocks, ...counts };
}

/** What stands beside an answer on the invoke route: whether the guardrail intervened, and its trace at the end. */
export function invokeMembers({ guarded }: Answer, last: boolean): JsonObject {
  if (!guarded) return {};
  return {
    'amazon-bedrock-guardrailAction': guarded.intervention === null ? 'NONE' : 'INTERVENED',
    ...(last && guarded.trace ? { 'amazon-bedrock-trace': { guardrail: guarded.trace.invoke } } : {}),
  };
}

/** What stands beside an answer on Converse: the trace. */
export function converseTrace({ guarded }: Answer): JsonObject {
  return guarded?.trace ? { trace: { guardrail: guarded.trace.converse } } : {};
}
