import type { GuardrailSetting } from '../../../shared/contract/host.ts';
import type { JsonObject } from '../../../shared/json/json.ts';
import { objectOf, objectsOf, textOf } from '../answer/read.ts';
import { assessment, coverage, guardrailUsage } from './assessment.ts';
import { BLOCKED, judge, mask } from './judge.ts';

/**
 * Answers ApplyGuardrail: the content passes, is blocked or masked, by the setting or by the trigger
 * words in it, and what each policy had to read is counted.
 */
export function answerGuardrail(body: JsonObject, setting: GuardrailSetting): JsonObject {
  const texts = objectsOf(body.content).map((block) => textOf(objectOf(block.text).text));
  const all = texts.join('\n');
  const judged = judge(setting, all);
  const masked = judged === 'mask' ? mask(all) : null;
  const found = judged === 'mask' && masked === null ? null : judged;
  const output = found === null ? null : found === 'mask' ? (masked?.text ?? '') : BLOCKED[found];
  const total = texts.reduce((sum, text) => sum + [...text].length, 0);
  const images = objectsOf(body.content).filter((block) => 'image' in block).length;
  return {
    usage: { ...guardrailUsage(total, found === 'mask' ? 1 : 0), contentPolicyImageUnits: images },
    action: found === null ? 'NONE' : 'GUARDRAIL_INTERVENED',
    actionReason:
      found === null ? 'No action.' : found === 'mask' ? 'Guardrail masked.' : 'Guardrail blocked.',
    outputs: output === null ? [] : [{ text: output }],
    assessments: [assessment(found, total, masked?.name)],
    guardrailCoverage: coverage(total),
  };
}
