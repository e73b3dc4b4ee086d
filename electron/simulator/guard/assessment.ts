import type { JsonObject } from '../../../shared/json/json.ts';
import type { Intervention } from './judge.ts';

/** A text unit of a guardrail's policies, characters. */
const UNIT = 1000;

const LATENCY_MS = 243;

/** What each policy had to read, in units of a thousand characters. */
export function guardrailUsage(characters: number, free: number): JsonObject {
  const units = Math.max(1, Math.ceil(characters / UNIT));
  return {
    topicPolicyUnits: units,
    contentPolicyUnits: units,
    wordPolicyUnits: units,
    sensitiveInformationPolicyUnits: units,
    sensitiveInformationPolicyFreeUnits: free,
    contextualGroundingPolicyUnits: 0,
  };
}

export function coverage(characters: number): JsonObject {
  return { textCharacters: { guarded: characters, total: characters } };
}

const TOPIC: JsonObject = {
  topicPolicy: { topics: [{ name: 'strata-topic', type: 'DENY', action: 'BLOCKED', detected: true }] },
};

/** One assessment: what was found in a text of so many characters. `match` is the name that was masked. */
export function assessment(found: Intervention | null, characters: number, match = ''): JsonObject {
  const pii = {
    sensitiveInformationPolicy: {
      piiEntities: [{ action: 'ANONYMIZED', detected: true, match, type: 'NAME' }],
    },
  };
  return {
    ...(found === null ? {} : found === 'mask' ? pii : TOPIC),
    invocationMetrics: {
      guardrailProcessingLatency: LATENCY_MS,
      usage: guardrailUsage(characters, found === 'mask' ? 1 : 0),
      guardrailCoverage: coverage(characters),
    },
  };
}

/** The service's sentence on what a guardrail did. */
export const REASONS: Readonly<Record<Intervention | 'none', string>> = {
  none: 'No action.',
  'block-input': 'Guardrail blocked.',
  'block-output': 'No action.\nGuardrail blocked.',
  mask: 'No action.\nGuardrail masked.',
};
