import { isObject, type Json, type JsonObject } from '../json/json.ts';
import { lookUp } from '../json/look-up.ts';
import type { FamilyId } from '../pipeline/call/model.ts';

/** Members of which a whole answer of the family has at least one. Source: the families' readers, `decode/whole.ts`. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  converse: ['output', 'stopReason'],
  nova: ['output', 'stopReason'],
  anthropic: ['content', 'completion', 'stop_reason'],
  'anthropic-messages': ['content', 'completion', 'stop_reason'],
  llama: ['generation'],
  mistral: ['outputs', 'choices'],
  titan: ['results'],
  'cohere-command': ['generations'],
  'command-r': ['text', 'generation_id', 'finish_reason'],
  ai21: ['completions', 'choices'],
  qwen3: ['generation', 'choices'],
  'claude-text': ['completion', 'stop_reason'],
  pegasus: ['message', 'finishReason'],
};
/** Families whose models answer as OpenAI's do. */
const OTHERS: readonly string[] = ['choices', 'text', 'generation'];

/** Members that only a request has. */
const ASKS: readonly string[] = [
  'messages',
  'prompt',
  'inputText',
  'modelId',
  'inferenceConfig',
  'max_tokens',
];

const wanted = (family: FamilyId): readonly string[] => lookUp(ANSWERS, family) ?? OTHERS;
const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

/** The words of an error of Bedrock's or of a proxy's; null for other bodies. */
function errorIn({ message, Message, error = null }: JsonObject): string | null {
  if (isObject(error)) return text(error.message) ?? '';
  return text(message) ?? text(Message) ?? text(error);
}

/**
 * Why a JSON object is no answer that a model of the family gives, in a sentence; null where it may be one. An answer
 * in the form of another family would be read as one without a word in it.
 */
export function whyNoAnswer(body: JsonObject, family: FamilyId): string | null {
  const has = (names: readonly string[]): boolean => names.some((name) => body[name] !== undefined);
  if (family === 'unknown' || has(wanted(family))) return null;
  if (has(ASKS)) return 'This is a request, not an answer. Give what came back for it.';
  const error = errorIn(body);
  if (error !== null)
    return `This is an error, not an answer: “${error}”. LiteLLM hands on an exception for it, and no answer.`;
  const names = wanted(family).join(', ');
  return `This is no answer to that request: it has none of ${names}. Give the request that was answered.`;
}
