import { isArray, type Json, type JsonObject } from '../../../shared/json/json.ts';
import { defined } from './origin.ts';
import { listOf, objectOf, readOrNull, textOf, unread } from './reading.ts';

const urlOf = (source: JsonObject): string =>
  source.type === 'url'
    ? textOf(source.url)
    : `data:${textOf(source.media_type)};base64,${textOf(source.data)}`;

type ReadPart = (block: JsonObject) => JsonObject;

/** Blocks of content by their types, as parts of a chat completion. */
const PARTS: ReadonlyMap<Json | undefined, ReadPart> = new Map<Json | undefined, ReadPart>([
  ['text', ({ text }) => ({ type: 'text', text: textOf(text) })],
  ['image', ({ source }) => ({ type: 'image_url', image_url: { url: urlOf(objectOf(source)) } })],
  ['document', ({ source }) => ({ type: 'file', file: { file_data: urlOf(objectOf(source)) } })],
]);

function partOf(block: JsonObject): JsonObject {
  const part = (PARTS.get(block.type) ?? unread)(block);
  return defined({ ...part, cache_control: block.cache_control });
}

/** One text without a mark as a text, all else as parts. */
function contentOf(content: Json): Json {
  if (typeof content === 'string') return content;
  const parts = listOf(content).map((block) => partOf(objectOf(block)));
  const [only] = parts;
  const isPlain = parts.length === 1 && only?.type === 'text' && only.cache_control === undefined;
  return isPlain ? (only?.text ?? '') : parts;
}

function toolMessage(result: JsonObject): JsonObject {
  const { tool_use_id: id, content, cache_control, is_error: failed, type: _, ...others } = result;
  if (Object.keys(others).length > 0 || failed === true) return unread();
  return defined({
    role: 'tool',
    tool_call_id: textOf(id),
    content: contentOf(content ?? ''),
    cache_control,
  });
}

/** A turn of the user, or instructions in its place: tool results come first, each as a message of its own. */
function userMessages(content: Json, role: Json): readonly JsonObject[] {
  if (!isArray(content)) return [{ role, content: textOf(content) }];
  const blocks = content.map(objectOf);
  const results = blocks.filter(({ type }) => type === 'tool_result').map(toolMessage);
  const rest = blocks.filter(({ type }) => type !== 'tool_result');
  return rest.length === 0 ? results : [...results, { role, content: contentOf(rest) }];
}

function callOf({ id, name, input, cache_control }: JsonObject): JsonObject {
  const called = { name: textOf(name), arguments: JSON.stringify(input ?? {}) };
  return defined({ id: textOf(id), type: 'function', function: called, cache_control });
}

const THOUGHTS: ReadonlySet<Json | undefined> = new Set(['thinking', 'redacted_thinking']);

const unlessEmpty = (list: readonly Json[]): Json | undefined => (list.length === 0 ? undefined : list);

function assistantMessage(content: Json): JsonObject {
  if (!isArray(content)) return { role: 'assistant', content: textOf(content) };
  const blocks = content.map(objectOf);
  const said = blocks.filter(({ type }) => type !== 'tool_use' && !THOUGHTS.has(type));
  return defined({
    role: 'assistant',
    content: said.length === 0 ? null : contentOf(said),
    thinking_blocks: unlessEmpty(blocks.filter(({ type }) => THOUGHTS.has(type))),
    tool_calls: unlessEmpty(blocks.filter(({ type }) => type === 'tool_use').map(callOf)),
  });
}

function messagesOf(message: Json): readonly JsonObject[] {
  const { role = null, content = '' } = objectOf(message);
  return role === 'assistant' ? [assistantMessage(content)] : userMessages(content, role);
}

/** A tool of the client's; those of Anthropic's own go on as they are. */
function toolOf(tool: JsonObject): JsonObject {
  const { type = 'custom', name, description, input_schema: parameters, cache_control, ...others } = tool;
  if (type !== 'custom') return tool;
  return defined({
    type: 'function',
    function: defined({ name, description, parameters, ...others }),
    cache_control,
  });
}

const CHOICES: ReadonlyMap<Json | undefined, string> = new Map([
  ['auto', 'auto'],
  ['any', 'required'],
  ['none', 'none'],
]);

const choiceOf = ({ type, name }: JsonObject): Json =>
  type === 'tool' ? { type: 'function', function: { name: textOf(name) } } : (CHOICES.get(type) ?? unread());

function choices(choice: Json | undefined): JsonObject {
  if (choice === undefined) return {};
  const { disable_parallel_tool_use: disabled, ...chosen } = objectOf(choice);
  return defined({
    tool_choice: choiceOf(chosen),
    parallel_tool_calls: typeof disabled === 'boolean' ? !disabled : undefined,
  });
}

function chatOf({
  messages,
  system,
  stop_sequences: stop,
  tools,
  tool_choice,
  ...rest
}: JsonObject): JsonObject {
  const head: JsonObject[] = system === undefined ? [] : [{ role: 'system', content: contentOf(system) }];
  return defined({
    messages: [...head, ...listOf(messages).flatMap(messagesOf)],
    ...rest,
    stop,
    tools: tools === undefined ? undefined : listOf(tools).map((tool) => toolOf(objectOf(tool))),
    ...choices(tool_choice),
  });
}

/**
 * A chat completion that would lead to a body of Claude's with tools, several blocks, pictures or marks for the cache;
 * null where none is known to. `body`: without `anthropic_version`.
 */
export const chatBehindClaude = (body: JsonObject): JsonObject | null => readOrNull(() => chatOf(body));
