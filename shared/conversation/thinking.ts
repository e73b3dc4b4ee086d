import { isArray, isObject, type JsonObject } from '../json/json.ts';
import { estimatePart } from '../tokens/estimate.ts';
import { blocksOf, object, string } from './blocks.ts';

/** Thinking of earlier answers that a request carries along. */
export interface CarriedThinking {
  readonly blocks: number;
  /** What its words come to, estimated; models that leave earlier thinking out do not count them. */
  readonly tokens: number;
}

/** The words of a thinking block; null for any other. Those of a redacted one are not known. */
function wordsOf(block: JsonObject): string | null {
  if (block.type === 'thinking') return string(block.thinking);
  if (block.type === 'redacted_thinking') return '';
  if (!isObject(block.reasoningContent)) return null;
  return string(object(block.reasoningContent.reasoningText).text);
}

/** The thinking in the messages of a body that goes to Bedrock, in the form of Converse or of Claude's Messages API. */
export function carriedThinking(body: JsonObject, modelId: string): CarriedThinking {
  const messages = isArray(body.messages) ? body.messages.filter(isObject) : [];
  const texts = messages
    .flatMap(({ content }) => blocksOf(content, ''))
    .flatMap(({ value }) => wordsOf(value) ?? []);
  const tokens = texts.reduce((sum, text) => sum + estimatePart({ kind: 'text', text }, modelId), 0);
  return { blocks: texts.length, tokens };
}
