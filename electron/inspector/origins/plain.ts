import { isArray, isObject, type Json, type JsonObject } from '../../../shared/json/json.ts';
import { defined } from './origin.ts';

/** Blocks of plain text as chat completions have them, one alone as a text; null for any other content. */
const textBlocks = (content: Json | undefined): Json | null => {
  if (typeof content === 'string') return content;
  if (!isArray(content ?? null)) return null;
  const texts = (content as readonly Json[]).flatMap((block) =>
    isObject(block) &&
    typeof block.text === 'string' &&
    Object.keys(block).every((key) => key === 'text' || key === 'type')
      ? [block.text]
      : [],
  );
  const [only] = texts;
  if (only === undefined || texts.length < (content as readonly Json[]).length) return null;
  return texts.length === 1 ? only : texts.map((text) => ({ type: 'text', text }));
};

/** Messages of plain text as chat completions have them; null for any other content. */
function chatMessages(messages: Json | undefined): readonly JsonObject[] | null {
  if (!isArray(messages ?? null)) return null;
  const read = (messages as readonly Json[]).map((message) => {
    if (!isObject(message)) return null;
    const text = textBlocks(message.content);
    return text === null ? null : { role: message.role ?? null, content: text };
  });
  return read.every((message) => message !== null) ? (read as readonly JsonObject[]) : null;
}

function systemMessages(system: Json | undefined): readonly JsonObject[] | null {
  if (system === undefined) return [];
  const text = textBlocks(system);
  return text === null ? null : [{ role: 'system', content: text }];
}

/** A chat completion of plain texts behind a body of Converse; null where there is more in it. */
export function chatOfConverse({
  messages,
  system,
  inferenceConfig,
  additionalModelRequestFields,
  ...rest
}: JsonObject): JsonObject | null {
  const [head, list] = [systemMessages(system), chatMessages(messages)];
  if (!head || !list || list.length === 0 || Object.keys(rest).length > 0) return null;
  const config = isObject(inferenceConfig ?? null) ? (inferenceConfig as JsonObject) : {};
  const extra = isObject(additionalModelRequestFields ?? null)
    ? (additionalModelRequestFields as JsonObject)
    : {};
  const { maxTokens, temperature, topP, stopSequences } = config;
  return defined({
    messages: [...head, ...list],
    ...extra,
    max_tokens: maxTokens as Json,
    temperature: temperature as Json,
    top_p: topP as Json,
    stop: stopSequences as Json,
  });
}

/** A chat completion of plain texts behind a body of Claude's; null where there is more in it. */
export function chatOfClaude({
  anthropic_version,
  messages,
  system,
  stop_sequences,
  ...rest
}: JsonObject): JsonObject | null {
  if (anthropic_version === undefined) return null;
  const [head, list] = [systemMessages(system), chatMessages(messages)];
  if (!head || !list || rest.tools !== undefined) return null;
  return defined({ messages: [...head, ...list], ...rest, stop: stop_sequences as Json });
}
