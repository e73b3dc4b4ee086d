import { isObject, type Json, type JsonObject } from '../json/json.ts';
import type { HandedUsage } from './piece.ts';

const count = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

/** Converse's usage as LiteLLM counts it: what the cache gave and took is part of the prompt. */
export function converseUsage(usage: JsonObject): HandedUsage {
  const cacheRead = count(usage.cacheReadInputTokens);
  const cacheWrite = count(usage.cacheWriteInputTokens);
  return {
    prompt: count(usage.inputTokens) + cacheRead + cacheWrite,
    completion: count(usage.outputTokens),
    cacheRead,
    cacheWrite,
  };
}

/** Anthropic's usage; members that a later event leaves out keep their values. */
export function claudeUsage(usage: JsonObject): HandedUsage {
  const cacheRead = count(usage.cache_read_input_tokens);
  const cacheWrite = count(usage.cache_creation_input_tokens);
  return {
    prompt: count(usage.input_tokens) + cacheRead + cacheWrite,
    completion: count(usage.output_tokens),
    cacheRead,
    cacheWrite,
  };
}

/** OpenAI's own usage. */
export function openaiUsage(usage: JsonObject): HandedUsage {
  const details = isObject(usage.prompt_tokens_details ?? null)
    ? (usage.prompt_tokens_details as JsonObject)
    : {};
  return {
    prompt: count(usage.prompt_tokens),
    completion: count(usage.completion_tokens),
    cacheRead: count(details.cached_tokens),
    cacheWrite: 0,
  };
}
