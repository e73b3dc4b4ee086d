import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { type Pointer, segments } from '../json/pointer.ts';

/**
 * Members without which an object is none any more, by its `type`, as the APIs of OpenAI and Anthropic have it. A member
 * that the object does not have is not missed.
 */
const BY_TYPE = new Map<string, readonly string[]>([
  ['text', ['text']],
  ['input_text', ['text']],
  ['output_text', ['text']],
  ['image_url', ['image_url']],
  ['input_image', ['image_url']],
  ['input_audio', ['input_audio']],
  ['file', ['file']],
  ['image', ['source']],
  ['document', ['source']],
  ['base64', ['media_type', 'data']],
  ['url', ['url']],
  ['thinking', ['thinking', 'signature']],
  ['redacted_thinking', ['data']],
  ['tool_use', ['id', 'name', 'input']],
  ['tool_result', ['tool_use_id']],
  ['function', ['function', 'name', 'id']],
  ['custom', ['name', 'input_schema']],
  ['tool', ['name']],
  ['enabled', ['budget_tokens']],
  ['json_schema', ['json_schema', 'schema']],
]);

/** … and by the name that it stands under, in a list or alone. */
const BY_NAME = new Map<string, readonly string[]>([
  ['function', ['name', 'arguments']],
  ['tools', ['name', 'input_schema', 'toolSpec']],
  ['image_url', ['url']],
  ['input_audio', ['data', 'format']],
  ['file', ['file_data', 'file_id']],
  ['json_schema', ['name', 'schema']],
  ['source', ['bytes']],
  ['toolSpec', ['name', 'inputSchema']],
  ['toolUse', ['toolUseId', 'name', 'input']],
  ['toolResult', ['toolUseId', 'content']],
]);

/** Schemas and arguments are what their author wants; nothing in them is needed. */
const FREE = new Set(['parameters', 'input_schema', 'inputSchema', 'arguments', 'schema']);

/** What a message says: its content, or the calls of an assistant that says nothing else. */
const saidBy = ({ content, tool_calls }: JsonObject): readonly string[] =>
  content !== undefined && content !== null ? ['content'] : isArray(tool_calls) ? ['tool_calls'] : [];

function needed(object: JsonObject, path: readonly string[]): readonly string[] {
  const name = path.filter((segment) => !/^\d+$/.test(segment)).at(-1) ?? '';
  const { type, role } = object;
  return [
    ...(typeof type === 'string' ? (BY_TYPE.get(type) ?? []) : []),
    ...(BY_NAME.get(name) ?? []),
    ...(typeof role === 'string' ? saidBy(object) : []),
    ...(role === 'tool' ? ['tool_call_id'] : []),
  ];
}

/**
 * Whether a container that lost members is still what its API takes, so that nobody who gets the shorter request has to
 * ask what is missing: lists and objects do not become empty, and members that belong to their object stay in it.
 */
export function isSound(pointer: Pointer, smaller: Json, before: Json): boolean {
  const path = segments(pointer);
  if (isArray(smaller)) return smaller.length > 0 || !isArray(before) || before.length === 0;
  if (!isObject(smaller) || !isObject(before)) return true;
  if (path.some((segment) => FREE.has(segment))) return true;
  if (Object.keys(smaller).length === 0 && Object.keys(before).length > 0) return false;
  return needed(before, path).every((name) => !Object.hasOwn(before, name) || Object.hasOwn(smaller, name));
}
