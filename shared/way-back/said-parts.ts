import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import type { HandedUsage } from './piece.ts';

export const objectAt = (object: JsonObject, key: string): JsonObject => {
  const value = object[key] ?? null;
  return isObject(value) ? value : {};
};
export const firstOf = (value: Json | undefined): JsonObject => {
  const [item = null] = isArray(value ?? null) ? (value as readonly Json[]) : [];
  return isObject(item) ? item : {};
};
export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const count = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

/** Tokens under the names of OpenAI's two APIs and of Anthropic's. */
export function usageIn(usage: Json | undefined): HandedUsage | null {
  if (!isObject(usage ?? null)) return null;
  const given = usage as JsonObject;
  return {
    prompt: count(given.prompt_tokens ?? given.input_tokens),
    completion: count(given.completion_tokens ?? given.output_tokens),
    cacheRead: count(objectAt(given, 'prompt_tokens_details').cached_tokens),
    cacheWrite: 0,
  };
}

/** A delta with a call, or with a part of one where `id` and `name` are null. */
export const calling = (id: Json, name: Json, json: string): JsonObject => ({
  tool_calls: [
    {
      ...(id === null ? {} : { id, type: 'function' }),
      index: 0,
      function: { ...(name === null ? {} : { name }), arguments: json },
    },
  ],
});
