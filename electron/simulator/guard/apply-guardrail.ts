import type { GuardrailSetting } from '../../../shared/contract/host.ts';
import { type Json, type JsonObject, objectOf } from '../../../shared/json/json.ts';
import { objectsOf, textOf } from '../answer/read.ts';
import { sorted } from '../answer/sorted.ts';
import { idOf } from './asked.ts';
import { assessment, coverage, guardrailUsage } from './assessment.ts';
import { BLOCKED, judge, mask } from './judge.ts';

/** Policies that the guardrail does not have, or that found nothing, are there and null. */
const NO_POLICIES: JsonObject = {
  automatedReasoningPolicy: null,
  contentPolicy: null,
  contextualGroundingPolicy: null,
  sensitiveInformationPolicy: null,
  topicPolicy: null,
  wordPolicy: null,
};

/**
 * Answers ApplyGuardrail: the content passes, is blocked or masked, by the setting or by the trigger
 * words in it, and what each policy had to read is counted. Members and nulls as recorded (openinference
 * cassettes `test_apply_guardrails`, `test_apply_success_guardrails`).
 */
export function answerGuardrail(body: JsonObject, setting: GuardrailSetting): JsonObject {
  const texts = objectsOf(body.content).map((block) => textOf(objectOf(block.text).text));
  const all = texts.join('\n');
  const judged = judge(setting, all);
  const masked = judged === 'mask' ? mask(all) : null;
  const found = judged === 'mask' && masked === null ? null : judged;
  const output = found === null ? null : found === 'mask' ? (masked?.text ?? '') : BLOCKED[found];
  const characters = texts.reduce((sum, text) => sum + [...text].length, 0);
  const images = objectsOf(body.content).filter((block) => 'image' in block).length;
  const guardrail = { id: idOf(textOf(body.guardrailIdentifier)), version: textOf(body.guardrailVersion) };
  const full = body.outputScope === 'FULL';
  const assessed = assessment({ guardrail, found, characters, images, match: masked?.name ?? '', full });
  const outputs: Json = output === null ? [] : [{ text: output }];
  return sorted({
    usage: guardrailUsage(characters, found === 'mask' ? 1 : 0, images),
    action: found === null ? 'NONE' : 'GUARDRAIL_INTERVENED',
    actionReason:
      found === null ? 'No action.' : found === 'mask' ? 'Guardrail masked.' : 'Guardrail blocked.',
    blockedResponse: found === null || found === 'mask' ? null : output,
    output: outputs,
    outputs,
    assessments: [{ ...NO_POLICIES, ...assessed }],
    guardrailCoverage: { images: null, ...coverage(characters) },
  });
}
