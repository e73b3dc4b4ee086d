import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Check, Finding } from '../families/family.ts';
import { capabilitiesOf } from '../models/capabilities/index.ts';
import { aboveLimit } from '../models/output-limit.ts';
import { found } from './request.ts';

const systemMessages: Check = ({ system }, { base }) => {
  const allowed = capabilitiesOf(base)?.row.system;
  if (!allowed || allowed.is || !isArray(system ?? null) || (system as readonly Json[]).length === 0)
    return [];
  return [
    found({
      pointer: '/system',
      sentence:
        "This model doesn't support system messages. Try again without a system message or use a model that supports system messages.",
      why: 'The prompt template of this model has no place for a system message.',
      source: allowed.evidence,
      fixes: [{ kind: 'drop', pointer: '/system' }],
    }),
  ];
};

const optionsOf = ({ inferenceConfig }: JsonObject): JsonObject =>
  isObject(inferenceConfig ?? null) ? (inferenceConfig as JsonObject) : {};

const answerLength: Check = (body, { base }) =>
  aboveLimit(base, optionsOf(body).maxTokens, '/inferenceConfig/maxTokens');

/** Inference options that a model refuses by name. */
const unsupportedOptions: Check = (body, { base }) => {
  const lacks = capabilitiesOf(base)?.row.lacks;
  if (!lacks) return [];
  const given = optionsOf(body);
  return lacks.is.flatMap((field): readonly Finding[] => {
    if (!Object.hasOwn(given, field)) return [];
    const pointer = `/inferenceConfig/${field}`;
    return [
      found({
        pointer,
        sentence: `This model doesn't support the ${field} field. Remove ${field} and try again.`,
        why: `The model does not take ${field} on Bedrock.`,
        source: lacks.evidence,
        fixes: [{ kind: 'drop', pointer }],
      }),
    ];
  });
};

/** Members that single models do not take. */
export const LIMIT_CHECKS: readonly Check[] = [systemMessages, unsupportedOptions, answerLength];
