import { isArray, isObject, type Json, type JsonObject } from '../../../shared/json/json.ts';

const isPlainBlock = (block: Json): boolean =>
  isObject(block) &&
  typeof block.text === 'string' &&
  Object.keys(block).every((key) => key === 'text' || key === 'type');

const isPlainContent = (content: Json | undefined): boolean =>
  typeof content === 'string' ||
  (isArray(content ?? null) && (content as readonly Json[]).every(isPlainBlock));

/** True where all that is said in a body of Converse's or Claude's is plain text: little is made up of what led to it. */
export const isPlain = ({ messages, system = [], tools, toolConfig }: JsonObject): boolean =>
  tools === undefined &&
  toolConfig === undefined &&
  isPlainContent(system) &&
  isArray(messages ?? null) &&
  (messages as readonly Json[]).every((message) => isObject(message) && isPlainContent(message.content));
