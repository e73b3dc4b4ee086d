import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { countTokens } from './cl100k.ts';

/** What LiteLLM counts for each message beside its texts, and for a name, and once for all of them. */
const OF_MESSAGE = 3;
const OF_NAME = 1;
const OF_ALL = 3;

/** Models that LiteLLM counts by a tokenizer of their own. */
const OTHERS = /claude|anthropic|command-r|deepseek|llama-[23]|replicate/i;

/** A message's tokens; null where it has more than texts, which LiteLLM counts in ways of their own. */
function ofMessage(message: JsonObject): number | null {
  let sum = OF_MESSAGE;
  for (const [key, value] of Object.entries(message)) {
    if (value === null) continue;
    const texts =
      key === 'content' && isArray(value) ? value.map(textIn) : [typeof value === 'string' ? value : null];
    for (const text of texts) {
      const count = text === null ? null : countTokens(text);
      if (count === null) return null;
      sum += count;
    }
    if (key === 'name') sum += OF_NAME;
  }
  return sum;
}

const textIn = (part: Json): string | null =>
  isObject(part) && part.type === 'text' && typeof part.text === 'string' ? part.text : null;

/**
 * The tokens of messages as LiteLLM counts them where it has no tokenizer for the model; null for models that it has
 * one for, and for messages with more than texts.
 * Source: `token_counter`, LiteLLM 1.87.0 and 1.109.1.
 */
export function countMessages(model: string, messages: Json | undefined): number | null {
  if (OTHERS.test(model) || !isArray(messages ?? null)) return null;
  let sum = OF_ALL;
  for (const message of messages as readonly Json[]) {
    const count = isObject(message) ? ofMessage(message) : null;
    if (count === null) return null;
    sum += count;
  }
  return sum;
}
