import { isArray, isObject, type Json, type JsonObject } from '../../shared/json/json.ts';
import { valueIn } from '../../shared/json/parse.ts';

/** What LiteLLM writes into a body by itself, or hands on under the same name. */
const SAME_NAME = ['guardrailConfig', 'performanceConfig', 'requestMetadata'] as const;
const READ: ReadonlySet<string> = new Set([
  ...['messages', 'system', 'inferenceConfig', 'additionalModelRequestFields', 'toolConfig', 'outputConfig'],
  ...['additionalModelResponseFieldPaths', ...SAME_NAME],
]);

/** Stands for what no chat completion is known to lead to. */
class Unread extends Error {}

const unread = (): never => {
  throw new Unread();
};
const objectOf = (value: Json | undefined): JsonObject =>
  value !== undefined && isObject(value) ? value : unread();
const listOf = (value: Json | undefined): readonly Json[] =>
  value !== undefined && isArray(value) ? value : unread();
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : unread());
const defined = (entries: { readonly [name: string]: Json | undefined }): JsonObject =>
  Object.fromEntries(
    Object.entries(entries).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const IMAGES: ReadonlySet<string> = new Set(['png', 'jpeg', 'gif', 'webp']);

function partOf(block: JsonObject): JsonObject {
  if (block.text !== undefined) return { type: 'text', text: textOf(block.text) };
  const image = objectOf(block.image);
  const format = textOf(image.format);
  if (!IMAGES.has(format)) return unread();
  const url = `data:image/${format};base64,${textOf(objectOf(image.source).bytes)}`;
  return { type: 'image_url', image_url: { url } };
}

/** Entries one by one. A mark for the cache stands behind what it marks, and in a chat completion on it. */
function withMarks(entries: readonly Json[], read: (entry: JsonObject) => JsonObject): readonly JsonObject[] {
  const out: JsonObject[] = [];
  for (const entry of entries.map(objectOf))
    if (entry.cachePoint === undefined) out.push(read(entry));
    else {
      const { ttl } = objectOf(entry.cachePoint);
      out.push({ ...(out.pop() ?? unread()), cache_control: defined({ type: 'ephemeral', ttl }) });
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

function toolMessage(result: JsonObject): JsonObject {
  const [only, ...others] = listOf(result.content).map(objectOf);
  if (others.length > 0 || result.status === 'error') return unread();
  return { role: 'tool', tool_call_id: textOf(result.toolUseId), content: textOf(only?.text) };
}

const isResult = (block: Json): boolean => objectOf(block).toolResult !== undefined;

/** A turn of the user: its tool results come first, each as a message of its own. */
function userMessages(blocks: readonly Json[]): readonly JsonObject[] {
  const results = blocks.filter(isResult).map((block) => toolMessage(objectOf(objectOf(block).toolResult)));
  const rest = blocks.filter((block) => !isResult(block));
  return rest.length === 0 ? results : [...results, { role: 'user', content: contentOf(rest) }];
}

function callOf(use: JsonObject): JsonObject {
  const called = { name: textOf(use.name), arguments: JSON.stringify(use.input ?? {}) };
  return { id: textOf(use.toolUseId), type: 'function', function: called };
}

function assistantMessage(blocks: readonly Json[]): JsonObject {
  const uses = blocks.flatMap((block) => objectOf(block).toolUse ?? []).map((use) => callOf(objectOf(use)));
  const rest = blocks.filter((block) => objectOf(block).toolUse === undefined);
  const content = rest.length === 0 ? null : contentOf(rest);
  return defined({ role: 'assistant', content, tool_calls: uses.length === 0 ? undefined : uses });
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

function chatOf(body: JsonObject): JsonObject {
  if (Object.keys(body).some((name) => !READ.has(name))) return unread();
  const { maxTokens, temperature, topP, stopSequences } = objectOf(body.inferenceConfig ?? {});
  const tools = body.toolConfig === undefined ? undefined : objectOf(body.toolConfig);
  const system: JsonObject[] =
    body.system === undefined ? [] : [{ role: 'system', content: contentOf(listOf(body.system)) }];
  return defined({
    messages: [...system, ...listOf(body.messages).flatMap(messagesOf)],
    ...objectOf(body.additionalModelRequestFields ?? {}),
    ...Object.fromEntries(SAME_NAME.map((name) => [name, body[name]])),
    max_tokens: maxTokens,
    temperature,
    top_p: topP,
    stop: stopSequences,
    tools: tools && withMarks(listOf(tools.tools), toolOf),
    tool_choice: choiceOf(tools?.toolChoice),
    response_format: formatOf(body.outputConfig),
  });
}

/**
 * A chat completion that would lead to a body of Converse with tools, several blocks, pictures, marks for the cache or
 * a schema of the answer; null where none is known to. What LiteLLM leaves out of a schema is not in it.
 */
export function chatBehindConverse(body: JsonObject): JsonObject | null {
  try {
    return chatOf(body);
  } catch (error) {
    if (error instanceof Unread) return null;
    throw error;
  }
}
