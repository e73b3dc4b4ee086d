import { isArray, isObject, type Json, type JsonObject, objectOf } from '../../../json/json.ts';
import { jsonIn } from '../../../json/parse.ts';
import { type Pointer, segments } from '../../../json/pointer.ts';
import type { Compose } from '../../compose.ts';
import { objectsOf } from '../../per-body.ts';

/** Converse's names for what Claude calls otherwise. */
const OPTIONS: readonly (readonly [string, string])[] = [
  ['maxTokens', 'max_tokens'],
  ['temperature', 'temperature'],
  ['topP', 'top_p'],
  ['stopSequences', 'stop_sequences'],
];

const isPoint = (block: JsonObject): boolean => Object.hasOwn(block, 'cachePoint');
const isBlank = ({ text }: JsonObject): boolean =>
  typeof text === 'string' && text !== '' && text.trim() === '';

/**
 * Which of the items Converse hands on: cache points become marks on the item before them, and blank text
 * beside other content is left out (recorded for Claude Sonnet 4.5).
 */
function handedOn(items: readonly JsonObject[]): readonly number[] {
  const content: number[] = [];
  items.forEach((item, i) => {
    if (!isPoint(item)) content.push(i);
  });
  if (!items.some(isBlank)) return content;
  const filled = content.filter((i) => !isBlank(items[i] ?? {}));
  return filled.length > 0 ? filled : content;
}

function pointIn(items: readonly JsonObject[], from: number, to: number): JsonObject | undefined {
  for (let i = from; i < to; i++) if (isPoint(items[i] as JsonObject)) return items[i];
  return undefined;
}

/** Each item as the model reads it, with the mark of the cache point that follows it. */
function marked(items: readonly JsonObject[], read: (item: JsonObject) => JsonObject): Json[] {
  const kept = handedOn(items);
  return kept.map((at, n) => {
    const value = read(items[at] ?? {});
    const point = pointIn(items, at + 1, kept[n + 1] ?? items.length);
    if (!point) return value;
    const { ttl } = objectOf(point.cachePoint);
    return { ...value, cache_control: { type: 'ephemeral', ...(ttl === undefined ? {} : { ttl }) } };
  });
}

function thinkingBlock(content: JsonObject): JsonObject {
  if (!isObject(content.reasoningText ?? null)) return { type: 'redacted_thinking', data: '' };
  const { text, signature } = objectOf(content.reasoningText);
  return { type: 'thinking', thinking: text ?? '', ...(signature === undefined ? {} : { signature }) };
}

function contentBlock(block: JsonObject): JsonObject {
  if (typeof block.text === 'string') return { type: 'text', text: block.text };
  if (isObject(block.toolUse ?? null)) {
    const { toolUseId, name, input } = objectOf(block.toolUse);
    return { type: 'tool_use', id: toolUseId ?? '', name: name ?? '', input: input ?? {} };
  }
  if (isObject(block.toolResult ?? null)) {
    const { toolUseId, content } = objectOf(block.toolResult);
    const read = objectsOf(content).map((inner) =>
      isObject(inner.image ?? null) || typeof inner.text === 'string' ? contentBlock(inner) : {},
    );
    return { type: 'tool_result', tool_use_id: toolUseId ?? '', content: read };
  }
  if (isObject(block.reasoningContent ?? null)) return thinkingBlock(objectOf(block.reasoningContent));
  if (isObject(block.document ?? null)) {
    const { source } = objectOf(block.document);
    return { type: 'document', source: 's3Location' in objectOf(source) ? {} : { type: 'base64' } };
  }
  if (isObject(block.image ?? null)) {
    const { format, source } = objectOf(block.image);
    const { bytes } = objectOf(source);
    const data = bytes === undefined ? {} : { data: bytes };
    return { type: 'image', source: { type: 'bytes', media_type: `image/${format}`, ...data } };
  }
  return { type: Object.keys(block)[0] ?? 'text' };
}

const message = (given: JsonObject): JsonObject => ({
  role: given.role ?? null,
  content: marked(objectsOf(given.content), contentBlock),
});

function toolOf(tool: JsonObject): JsonObject {
  const { name, inputSchema, strict } = objectOf(tool.toolSpec);
  const schema = objectOf(inputSchema).json ?? null;
  return { name: name ?? null, input_schema: schema, ...(strict === undefined ? {} : { strict }) };
}

/** The choice of the request, with what the fields for the model add to it. */
function choiceOf(choice: JsonObject, added: Json | undefined): JsonObject {
  const [type] = Object.keys(choice);
  if (type === undefined) return added === undefined ? {} : { tool_choice: added };
  return { tool_choice: { ...objectOf(added), type, ...objectOf(choice[type]) } };
}

function formatOf({ outputConfig }: JsonObject): JsonObject {
  const { structure } = objectOf(objectOf(outputConfig).textFormat);
  const { schema } = objectOf(objectOf(structure).jsonSchema);
  if (typeof schema !== 'string') return {};
  const read = jsonIn(schema);
  return read === undefined ? {} : { output_config: { format: { type: 'json_schema', schema: read } } };
}

// Converse knows thinking by an older name too (recorded for Claude 3.7 to 5.5).
function fieldsOf(request: JsonObject): JsonObject {
  const given = objectOf(request.additionalModelRequestFields);
  if (given.reasoning_config === undefined) return given;
  const { reasoning_config, ...fields } = given;
  return { thinking: reasoning_config, ...fields };
}

/** Where a part of the composed body stands in the request. */
function placeIn(request: JsonObject): (pointer: Pointer) => Pointer {
  const fields = fieldsOf(request);
  const given = objectOf(request.additionalModelRequestFields);
  const { messages = null } = request;
  const known = new Map<Json | undefined, readonly number[]>();
  const item = (items: Json | undefined, index = ''): string => {
    const kept = known.get(items) ?? handedOn(objectsOf(items));
    known.set(items, kept);
    return String(kept[Number(index)] ?? index);
  };
  return (pointer) => {
    const [first = '', at = '', next = '', index = '', member = '', inner = '', part = ''] =
      segments(pointer);
    const tail = (from: number): string =>
      pointer
        .split('/')
        .slice(from + 1)
        .map((part) => `/${part}`)
        .join('');
    if (Object.hasOwn(fields, first)) {
      const name = first === 'thinking' && !Object.hasOwn(given, first) ? 'reasoning_config' : first;
      return `/additionalModelRequestFields/${name}${tail(1)}`;
    }
    if (first === 'messages' && next === 'content' && index !== '') {
      const block = item(isArray(messages) ? objectOf(messages[Number(at)]).content : undefined, index);
      const place = `/messages/${at}/content/${block}`;
      if (member === 'text') return `${place}/text`;
      // What a tool answered stands one level deeper: a block of it is at fault, not the answer.
      if (member !== 'content') return place;
      const within = inner === '' ? '' : `/${inner}${part === 'text' ? '/text' : ''}`;
      return `${place}/toolResult/content${within}`;
    }
    if (first === 'messages') return pointer;
    if (first === 'system') return `/system/${item(request.system, at)}`;
    if (first === 'tools') {
      const inside = next === 'input_schema' ? `/inputSchema/json${tail(3)}` : tail(2);
      return `/toolConfig/tools/${item(objectOf(request.toolConfig).tools, at)}/toolSpec${inside === '/cache_control' ? '' : inside}`;
    }
    if (first === 'tool_choice') return '/toolConfig/toolChoice';
    if (first === 'output_config')
      return next === '' ? '/outputConfig' : '/outputConfig/textFormat/structure/jsonSchema/schema';
    const option = OPTIONS.find(([, name]) => name === first)?.[0];
    return option === undefined ? pointer : `/inferenceConfig/${option}${tail(1)}`;
  };
}

/**
 * The body that Converse writes for Claude out of a request, as far as rules look at it: text, calls,
 * results, thinking, images and marks keep their places; the bytes of documents are left out.
 */
export const composeMessages: Compose = (request) => {
  const inference = objectOf(request.inferenceConfig);
  const toolConfig = objectOf(request.toolConfig);
  const options = OPTIONS.flatMap(([given, name]) => {
    const value = inference[given];
    return value === undefined ? [] : [[name, value] as const];
  });
  const body: JsonObject = {
    ...Object.fromEntries(options),
    messages: objectsOf(request.messages).map(message),
    system: marked(objectsOf(request.system), ({ text }) => ({ type: 'text', text: text ?? '' })),
    tools: marked(objectsOf(toolConfig.tools), toolOf),
    ...formatOf(request),
    ...fieldsOf(request),
    ...choiceOf(objectOf(toolConfig.toolChoice), fieldsOf(request).tool_choice),
  };
  return {
    native: objectOf(request.additionalModelRequestFields),
    options: body,
    schema: 'fields',
    place: (pointer) => `/additionalModelRequestFields${pointer}`,
    optionsPlace: placeIn(request),
  };
};
