import type { JsonObject } from '../../shared/json/json.ts';
import { objectOf, objectsOf, textOf } from './answer/read.ts';

/** A text unit of a guardrail's policies, characters. */
const UNIT = 1000;

/**
 * Answers ApplyGuardrail as a guardrail does that finds nothing: the content passes, and what each policy
 * had to read is counted in units of a thousand characters.
 */
export function answerGuardrail(body: JsonObject): JsonObject {
  const texts = objectsOf(body.content).map((block) => textOf(objectOf(block.text).text));
  const total = texts.reduce((sum, text) => sum + [...text].length, 0);
  const units = Math.max(1, Math.ceil(total / UNIT));
  const images = objectsOf(body.content).filter((block) => 'image' in block).length;
  return {
    usage: {
      topicPolicyUnits: units,
      contentPolicyUnits: units,
      wordPolicyUnits: units,
      sensitiveInformationPolicyUnits: units,
      sensitiveInformationPolicyFreeUnits: 0,
      contextualGroundingPolicyUnits: 0,
      contentPolicyImageUnits: images,
    },
    action: 'NONE',
    actionReason: 'No action.',
    outputs: [],
    assessments: [
      {
        invocationMetrics: {
          guardrailProcessingLatency: 120,
          usage: {
            topicPolicyUnits: units,
            contentPolicyUnits: units,
            wordPolicyUnits: units,
            sensitiveInformationPolicyUnits: units,
            sensitiveInformationPolicyFreeUnits: 0,
            contextualGroundingPolicyUnits: 0,
          },
          guardrailCoverage: { textCharacters: { guarded: total, total } },
        },
      },
    ],
    guardrailCoverage: { textCharacters: { guarded: total, total } },
  };
}
