import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { countTokens } from './cl100k.ts';

/** What LiteLLM counts for each message beside its texts, and for a name, and once for all of them. */
const OF_MESSAGE = 3;
const OF_NAME = 1;
const OF_ALL = 3;

/** Models that LiteLLM counts by a tokenizer of their own. */
const OTHERS = /claude|anthropic|command-r|deepseek|llama-[23]|replicate/i;

/** The texts of a message; null where it has more than texts, which LiteLLM counts in ways of their own. */
function textsOf(message: JsonObject): readonly string[] | null {
  const texts = Object.entries(message).flatMap(([key, value]): readonly (string | null)[] => {
    if (value === null) return [];
    if (key === 'content' && isArray(value)) return value.map(textIn);
    return [typeof value === 'string' ? value : null];
  });
  return texts.every((text) => text !== null) ? texts : null;
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
  const texts: string[] = [];
  let beside = OF_ALL;
  for (const message of messages as readonly Json[]) {
    const own = isObject(message) ? textsOf(message) : null;
    if (!isObject(message) || own === null) return null;
    for (const text of own) texts.push(text);
    beside += OF_MESSAGE + ((message.name ?? null) === null ? 0 : OF_NAME);
  }
  const counted = countTokens(texts);
  return counted === null ? null : counted + beside;
}
