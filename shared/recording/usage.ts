import { isArray, isObject, type Json } from '../json/json.ts';
import type { Usage } from './recording.ts';

export const NO_USAGE: Usage = {
  inputTokens: null,
  outputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
};

/** All tokens of a prompt: Bedrock counts those that a cache held, or was given, beside the others. Null where none were counted. */
export function promptTokens({ inputTokens, cacheReadTokens, cacheWriteTokens }: Usage): number | null {
  if (inputTokens === null) return null;
  return inputTokens + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0);
}

/** The names under which families and Bedrock count tokens. */
const NAMES: Readonly<Record<keyof Usage, readonly string[]>> = {
  inputTokens: [
    'inputTokens',
    'input_tokens',
    'prompt_tokens',
    'inputTokenCount',
    'prompt_token_count',
    'inputTextTokenCount',
  ],
  outputTokens: [
    'outputTokens',
    'output_tokens',
    'completion_tokens',
    'outputTokenCount',
    'generation_token_count',
    'totalOutputTextTokenCount',
    'tokenCount',
  ],
  cacheReadTokens: ['cacheReadInputTokens', 'cache_read_input_tokens', 'cacheReadInputTokenCount'],
  cacheWriteTokens: ['cacheWriteInputTokens', 'cache_creation_input_tokens', 'cacheWriteInputTokenCount'],
};

/** Members that hold counts, next to the top level itself. */
const HOLDERS = ['usage', 'message', 'metadata', 'results', 'amazon-bedrock-invocationMetrics'];

/** No family nests its counts deeper; an answer that does is somebody's attempt on the stack. */
const DEEPEST = 8;

/**
 * Takes the token counts out of a response or a chunk in any family's form over those known so
 * far: a later count replaces an earlier one, a missing one changes nothing.
 */
export function mergeUsage(known: Usage, value: Json): Usage {
  return merge(known, value, 0);
}

function merge(known: Usage, value: Json, depth: number): Usage {
  if (depth > DEEPEST) return known;
  if (isArray(value)) return value.reduce<Usage>((usage, item) => merge(usage, item, depth + 1), known);
  if (!isObject(value)) return known;
  const found: { -readonly [K in keyof Usage]: Usage[K] } = { ...known };
  for (const field of Object.keys(NAMES) as (keyof Usage)[]) {
    for (const name of NAMES[field]) {
      const count = value[name];
      if (typeof count === 'number') found[field] = count;
    }
  }
  return HOLDERS.reduce<Usage>((usage, holder) => merge(usage, value[holder] ?? null, depth + 1), found);
}
