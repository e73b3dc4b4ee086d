import type { JsonObject } from '../../../shared/json/json.ts';
import type { AskedGuardrail } from './asked.ts';
import type { Intervention } from './judge.ts';

/** A text unit of a guardrail's policies, characters. */
const UNIT = 1000;

const LATENCY_MS = 243;

/** What each policy had to read, in units of a thousand characters (service model, GuardrailUsage). */
export function guardrailUsage(characters: number, free: number, images = 0): JsonObject {
  const units = Math.max(1, Math.ceil(characters / UNIT));
  return {
    topicPolicyUnits: units,
    contentPolicyUnits: units,
    wordPolicyUnits: units,
    sensitiveInformationPolicyUnits: units,
    sensitiveInformationPolicyFreeUnits: free,
    contextualGroundingPolicyUnits: 0,
    contentPolicyImageUnits: images,
    automatedReasoningPolicyUnits: 0,
    automatedReasoningPolicies: 0,
  };
}

export function coverage(characters: number): JsonObject {
  return { textCharacters: { guarded: characters, total: characters } };
}

const topicPolicy = (detected: boolean): JsonObject => ({
  topics: [{ name: 'strata-topic', type: 'DENY', action: detected ? 'BLOCKED' : 'NONE', detected }],
});

const piiPolicy = (match: string | null): JsonObject => ({
  piiEntities: [
    {
      type: 'NAME',
      match: match ?? '',
      action: match === null ? 'NONE' : 'ANONYMIZED',
      detected: match !== null,
    },
  ],
});

/** Whose guardrail it was (recorded from 2026 on: pydantic-ai and openinference cassettes). */
const applied = ({ id, version }: Pick<AskedGuardrail, 'id' | 'version'>): JsonObject => ({
  guardrailId: id,
  guardrailVersion: version,
  guardrailArn: `arn:aws:bedrock:us-east-1:123456789012:guardrail/${id}`,
  guardrailOrigin: ['REQUEST'],
  guardrailOwnership: 'SELF',
});

/** What an assessment is made of. */
interface Assessed {
  readonly guardrail: Pick<AskedGuardrail, 'id' | 'version'>;
  readonly found: Intervention | null;
  readonly characters: number;
  readonly images?: number;
  /** The name that was masked. */
  readonly match?: string;
  /** Policies that found nothing say so too, as ApplyGuardrail's `FULL` asks. */
  readonly full?: boolean;
}

/** One assessment: what was found in a text of so many characters. */
export function assessment(assessed: Assessed): JsonObject {
  const { guardrail, found, characters, images = 0, match = '', full = false } = assessed;
  const masks = found === 'mask';
  const blocks = found !== null && !masks;
  return {
    ...(blocks || full ? { topicPolicy: topicPolicy(blocks) } : {}),
    ...(masks || full ? { sensitiveInformationPolicy: piiPolicy(masks ? match : null) } : {}),
    invocationMetrics: {
      guardrailProcessingLatency: LATENCY_MS,
      usage: guardrailUsage(characters, masks ? 1 : 0, images),
      guardrailCoverage: coverage(characters),
    },
    appliedGuardrailDetails: applied(guardrail),
  };
}

/** The service's sentence on what a guardrail did. */
export const REASONS: Readonly<Record<Intervention | 'none', string>> = {
  none: 'No action.',
  'block-input': 'Guardrail blocked.',
  'block-output': 'No action.\nGuardrail blocked.',
  mask: 'No action.\nGuardrail masked.',
};
