import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Check } from '../families/family.ts';
import { aboveLimit, LIMIT_SOURCE } from '../models/output-limit.ts';
import { found } from './request.ts';

const NO_SYSTEM = /^mistral\.(mistral-7b|mixtral)/;

const systemMessages: Check = ({ system }, { base }) =>
  NO_SYSTEM.test(base) && isArray(system ?? null) && (system as readonly Json[]).length > 0
    ? [
        found({
          pointer: '/system',
          sentence:
            "This model doesn't support system messages. Try again without a system message or use a model that supports system messages.",
          why: 'The prompt template of this model has no place for a system message.',
          source: 'instructor #1753',
          fixes: [{ kind: 'drop', pointer: '/system' }],
        }),
      ]
    : [];

const answerLength: Check = ({ inferenceConfig }, { base }) => {
  const above = aboveLimit(
    base,
    isObject(inferenceConfig ?? null) ? (inferenceConfig as JsonObject).maxTokens : 0,
  );
  if (!above) return [];
  const pointer = '/inferenceConfig/maxTokens';
  return [
    found({
      pointer,
      sentence: above.sentence,
      why: 'The model gives no longer answers.',
      source: LIMIT_SOURCE,
      fixes: [{ kind: 'set', pointer, value: above.limit }],
    }),
  ];
};

const NO_STOP_SEQUENCES = /^(qwen\.qwen3|openai\.gpt-oss|moonshot\.)/;

const stopSequences: Check = ({ inferenceConfig }, { base }) => {
  const set = isObject(inferenceConfig ?? null) && 'stopSequences' in (inferenceConfig as JsonObject);
  if (!set || !NO_STOP_SEQUENCES.test(base)) return [];
  const pointer = '/inferenceConfig/stopSequences';
  return [
    found({
      pointer,
      sentence: "This model doesn't support the stopSequences field. Remove stopSequences and try again.",
      why: 'The model takes no stop sequences on Bedrock.',
      source: 'dify-official-plugins #1767 (Qwen3), crewAI #3317 (gpt-oss), LiteLLM refuses stop for Kimi',
      fixes: [{ kind: 'drop', pointer }],
    }),
  ];
};

/** Members that single models do not take. */
export const LIMIT_CHECKS: readonly Check[] = [systemMessages, stopSequences, answerLength];
