import type { Json, JsonObject } from '../../../shared/json/json.ts';
import { lookUp } from '../../../shared/json/look-up.ts';
import { valueIn } from '../../../shared/json/parse.ts';
import { DOCUMENT_TYPES } from '../../../shared/pipeline/families/converse/conversation/media-types.ts';
import { defined } from './origin.ts';
import { listOf, objectOf, readOrNull, textOf, unread } from './reading.ts';

/** What LiteLLM writes into a body by itself, or hands on under the same name. */
const SAME_NAME = ['guardrailConfig', 'performanceConfig', 'requestMetadata', 'serviceTier'] as const;
const READ: ReadonlySet<string> = new Set([
  ...['messages', 'system', 'inferenceConfig', 'additionalModelRequestFields', 'toolConfig', 'outputConfig'],
  ...['additionalModelResponseFieldPaths', ...SAME_NAME],
]);

const IMAGES: ReadonlySet<string> = new Set(['png', 'jpeg', 'gif', 'webp']);

const dataUrl = (mediaType: string, { source }: JsonObject): string =>
  `data:${mediaType};base64,${textOf(objectOf(source).bytes)}`;

/** The name of a document is LiteLLM's own, made of its bytes. */
function documentPart(document: JsonObject): JsonObject {
  const mediaType = lookUp(DOCUMENT_TYPES, textOf(document.format)) ?? unread();
  return { type: 'file', file: { file_data: dataUrl(mediaType, document) } };
}

/** With a guardrail LiteLLM puts what the user says into `guardContent`. */
function partOf({ text, guardContent, document, image }: JsonObject): JsonObject {
  if (text !== undefined) return { type: 'text', text: textOf(text) };
  if (guardContent !== undefined)
    return { type: 'text', text: textOf(objectOf(objectOf(guardContent).text).text) };
  if (document !== undefined) return documentPart(objectOf(document));
  const picture = objectOf(image);
  const format = textOf(picture.format);
  if (!IMAGES.has(format)) return unread();
  return { type: 'image_url', image_url: { url: dataUrl(`image/${format}`, picture) } };
}

const marked = (part: JsonObject, cachePoint: Json): JsonObject => {
  const { ttl } = objectOf(cachePoint);
  return { ...part, cache_control: defined({ type: 'ephemeral', ttl }) };
};

/**
 * Entries one by one. A mark for the cache stands behind what it marks, or on it in Nova's body of InvokeModel, and on it
 * in a chat completion.
 */
function withMarks(entries: readonly Json[], read: (entry: JsonObject) => JsonObject): readonly JsonObject[] {
  const out: JsonObject[] = [];
  for (const { cachePoint, ...entry } of entries.map(objectOf)) {
    const part = Object.keys(entry).length === 0 ? (out.pop() ?? unread()) : read(entry);
    out.push(cachePoint === undefined ? part : marked(part, cachePoint));
  }
  return out;
}

/** One text without a mark as a text, all else as parts. */
function contentOf(blocks: readonly Json[]): Json {
  const parts = withMarks(blocks, partOf);
  const [only] = parts;
  const isPlain = parts.length === 1 && only?.type === 'text' && only.cache_control === undefined;
  return isPlain ? (only?.text ?? '') : parts;
}

function toolMessage({ content, status, toolUseId }: JsonObject): JsonObject {
  if (status === 'error') return unread();
  return { role: 'tool', tool_call_id: textOf(toolUseId), content: contentOf(listOf(content)) };
}

/** A turn of the user: its tool results come first, each as a message of its own, which a mark behind it is for. */
function userMessages(blocks: readonly Json[]): readonly JsonObject[] {
  const messages: JsonObject[] = [];
  const rest: JsonObject[] = [];
  for (const block of blocks.map(objectOf))
    if (block.toolResult !== undefined) messages.push(toolMessage(objectOf(block.toolResult)));
    else if (block.cachePoint !== undefined && rest.length === 0 && messages.length > 0)
      messages.push(marked(messages.pop() ?? {}, block.cachePoint));
    else rest.push(block);
  return rest.length === 0 ? messages : [...messages, { role: 'user', content: contentOf(rest) }];
}

function callOf(use: JsonObject): JsonObject {
  const called = { name: textOf(use.name), arguments: JSON.stringify(use.input ?? {}) };
  return { id: textOf(use.toolUseId), type: 'function', function: called };
}

function thoughtOf(reasoning: JsonObject): JsonObject {
  const { reasoningText, redactedContent } = reasoning;
  if (redactedContent !== undefined) return { type: 'redacted_thinking', data: textOf(redactedContent) };
  const { text, signature } = objectOf(reasoningText);
  return defined({ type: 'thinking', thinking: textOf(text), signature });
}

/** What several blocks of one kind say; undefined where there is none. */
function allOf(
  blocks: readonly Json[],
  kind: 'toolUse' | 'reasoningContent',
  read: (one: JsonObject) => JsonObject,
): Json | undefined {
  const found = blocks.flatMap((block) => objectOf(block)[kind] ?? []).map((one) => read(objectOf(one)));
  return found.length === 0 ? undefined : found;
}

function assistantMessage(blocks: readonly Json[]): JsonObject {
  const rest = blocks
    .map(objectOf)
    .filter(({ toolUse, reasoningContent }) => toolUse === undefined && reasoningContent === undefined);
  return defined({
    role: 'assistant',
    content: rest.length === 0 ? null : contentOf(rest),
    thinking_blocks: allOf(blocks, 'reasoningContent', thoughtOf),
    tool_calls: allOf(blocks, 'toolUse', callOf),
  });
}

function messagesOf(message: Json): readonly JsonObject[] {
  const { role, content } = objectOf(message);
  return role === 'assistant' ? [assistantMessage(listOf(content))] : userMessages(listOf(content));
}

function toolOf(entry: JsonObject): JsonObject {
  const { name, description, inputSchema, strict } = objectOf(entry.toolSpec);
  const parameters = objectOf(inputSchema).json;
  return { type: 'function', function: defined({ name, description, parameters, strict }) };
}

function choiceOf(choice: Json | undefined): Json | undefined {
  if (choice === undefined) return undefined;
  const { auto, any, tool } = objectOf(choice);
  if (auto !== undefined) return 'auto';
  if (any !== undefined) return 'required';
  return { type: 'function', function: { name: textOf(objectOf(tool).name) } };
}

function formatOf(config: Json | undefined): Json | undefined {
  if (config === undefined) return undefined;
  const { jsonSchema } = objectOf(objectOf(objectOf(config).textFormat).structure);
  const { schema, ...rest } = objectOf(jsonSchema);
  const parsed = valueIn(textOf(schema));
  return { type: 'json_schema', json_schema: { ...rest, schema: objectOf(parsed ?? undefined) } };
}

/** Whether several tools may be called at once, which LiteLLM tells Claude in a field of the model's own. */
function parallelIn({ tool_choice: choice, ...fields }: JsonObject): JsonObject {
  if (choice === undefined) return fields;
  const { disable_parallel_tool_use: disabled } = objectOf(choice);
  return typeof disabled === 'boolean' ? { ...fields, parallel_tool_calls: !disabled } : unread();
}

/** A conversation without a turn is what LiteLLM leaves of an empty one. */
const NOTHING_SAID: JsonObject = { role: 'user', content: '' };

function chatOf(body: JsonObject): JsonObject {
  if (Object.keys(body).some((name) => !READ.has(name))) return unread();
  const { maxTokens, temperature, topP, stopSequences } = objectOf(body.inferenceConfig ?? {});
  const { tools, toolChoice } = objectOf(body.toolConfig ?? {});
  // Tools of Anthropic's own go on in a field of the model's.
  const { tools: native, ...fields } = parallelIn(objectOf(body.additionalModelRequestFields ?? {}));
  const called = [...withMarks(listOf(tools ?? []), toolOf), ...listOf(native ?? [])];
  const said = listOf(body.messages).flatMap(messagesOf);
  const system: JsonObject[] =
    body.system === undefined ? [] : [{ role: 'system', content: contentOf(listOf(body.system)) }];
  return defined({
    messages: [...system, ...(said.length === 0 ? [NOTHING_SAID] : said)],
    ...fields,
    ...Object.fromEntries(SAME_NAME.map((name) => [name, body[name]])),
    max_tokens: maxTokens,
    temperature,
    top_p: topP,
    stop: stopSequences,
    tools: called.length === 0 ? undefined : called,
    tool_choice: choiceOf(toolChoice),
    response_format: formatOf(body.outputConfig),
  });
}

/**
 * A chat completion that would lead to a body of Converse with tools, several blocks, pictures, marks for the cache or
 * a schema of the answer; null where none is known to. What LiteLLM leaves out of a schema is not in it.
 */
export const chatBehindConverse = (body: JsonObject): JsonObject | null => readOrNull(() => chatOf(body));
