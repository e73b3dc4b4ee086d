import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { byteLength, formOf, imageSize, pagesOf } from './media.ts';
import { EMPTY_PROMPT, type Prompt, type PromptPart, type Ttl } from './prompt.ts';

const items = (value: Json | undefined): readonly JsonObject[] =>
  isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : [];
const object = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
const string = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const written = (value: Json | undefined): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);

const text = (value: string): readonly PromptPart[] => (value === '' ? [] : [{ kind: 'text', text: value }]);
const image = (base64: string): PromptPart => ({ kind: 'image', ...imageSize(base64) });
const document = (base64: string): PromptPart => ({
  kind: 'document',
  form: formOf(base64),
  pages: pagesOf(base64),
  bytes: byteLength(base64),
});
const point = (value: JsonObject): PromptPart => ({ kind: 'cache-point', ttl: ttlOf(value.ttl) });
const ttlOf = (value: Json | undefined): Ttl => (value === '1h' ? '1h' : '5m');

const THOUGHT_END = '</think>';

/** The parts of a message; of an earlier answer, what stands up to its last `</think>` is marked as thought. */
function withThoughts(role: Json | undefined, parts: readonly PromptPart[]): readonly PromptPart[] {
  const last = parts.map((part) => part.kind === 'text' && part.text.includes(THOUGHT_END)).lastIndexOf(true);
  if (role !== 'assistant' || last === -1) return parts;
  return parts.flatMap((part, i): readonly PromptPart[] => {
    if (part.kind !== 'text' || i > last) return [part];
    if (i < last) return [{ ...part, thought: true }];
    const end = part.text.lastIndexOf(THOUGHT_END) + THOUGHT_END.length;
    return [{ kind: 'text', text: part.text.slice(0, end), thought: true }, ...text(part.text.slice(end))];
  });
}

/** A tool call or result: its words, then the media inside, which cost what they cost elsewhere. */
const withMedia = (
  kind: 'call' | 'result',
  words: string,
  parts: readonly PromptPart[],
): readonly PromptPart[] => [
  {
    kind,
    text: [words, ...parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []))].join(' '),
  },
  ...parts.filter((part) => part.kind !== 'text'),
];

const switchedOn = (value: Json | undefined): boolean => {
  const { type } = object(value);
  return typeof type === 'string' && type !== 'disabled' && type !== 'adaptive';
};

/** Whether a document of the conversation has its citations enabled, in either form. */
const cites = (body: JsonObject): boolean =>
  items(body.messages).some(({ content }) =>
    items(content).some((block) => object(object(block.document ?? block).citations).enabled === true),
  );

function converseBlock(block: JsonObject): readonly PromptPart[] {
  if (typeof block.text === 'string') return text(block.text);
  if (block.cachePoint !== undefined) return [point(object(block.cachePoint))];
  const bytes = (key: string): string => string(object(object(block[key]).source).bytes);
  if (block.image !== undefined) return [image(bytes('image'))];
  if (block.video !== undefined) return [{ kind: 'video', bytes: byteLength(bytes('video')) }];
  if (block.document !== undefined) {
    const words = string(object(object(block.document).source).text);
    return words === '' ? [document(bytes('document'))] : text(words);
  }
  if (block.guardContent !== undefined) return text(string(object(object(block.guardContent).text).text));
  if (block.toolUse !== undefined) {
    const { name, input } = object(block.toolUse);
    return withMedia('call', `${string(name)} ${written(input)}`, []);
  }
  if (block.toolResult !== undefined) {
    const content = items(object(block.toolResult).content);
    const json = content.map((one) => (one.json === undefined ? '' : written(one.json))).join('');
    return withMedia('result', json, content.flatMap(converseBlock));
  }
  return [];
}

/** Converse; Nova's invoke body has the same members. */
export function readConversePrompt(body: JsonObject): Prompt {
  const tools = object(body.toolConfig);
  const extra = object(body.additionalModelRequestFields);
  const format = object(object(body.outputConfig).textFormat);
  return {
    parts: [
      ...items(tools.tools).map((tool): PromptPart => {
        if (tool.cachePoint !== undefined) return point(object(tool.cachePoint));
        if (tool.systemTool !== undefined) return { kind: 'service-tool' };
        const { name, description, inputSchema } = object(tool.toolSpec);
        return {
          kind: 'tool',
          text: `${string(name)} ${string(description)} ${written(object(inputSchema).json)}`,
        };
      }),
      ...items(body.system).map(
        (block): PromptPart =>
          block.cachePoint === undefined
            ? { kind: 'system', text: string(block.text) }
            : point(object(block.cachePoint)),
      ),
      ...items(body.messages).flatMap((message): readonly PromptPart[] => [
        { kind: 'message' },
        ...withThoughts(message.role, items(message.content).flatMap(converseBlock)),
      ]),
    ],
    forced: ['any', 'tool'].some((key) => object(tools.toolChoice)[key] !== undefined),
    thinking: switchedOn(extra.thinking ?? extra.reasoning_config ?? extra.reasoningConfig),
    citations: cites(body),
    schema: string(object(object(format.structure).jsonSchema).schema) || null,
  };
}

function anthropicBlock(block: JsonObject): readonly PromptPart[] {
  const cached = isObject(block.cache_control) ? [point(block.cache_control)] : [];
  const data = string(object(block.source).data);
  switch (block.type) {
    case 'image':
      return [image(data), ...cached];
    case 'document':
      return [...(object(block.source).type === 'text' ? text(data) : [document(data)]), ...cached];
    case 'tool_use':
      return [...withMedia('call', `${string(block.name)} ${written(block.input)}`, []), ...cached];
    case 'tool_result': {
      const inside =
        typeof block.content === 'string'
          ? text(block.content)
          : items(block.content).flatMap(anthropicBlock);
      return [...withMedia('result', '', inside), ...cached];
    }
    default:
      return [...text(string(block.text)), ...cached];
  }
}

const anthropicContent = (content: Json | undefined): readonly PromptPart[] =>
  typeof content === 'string' ? text(content) : items(content).flatMap(anthropicBlock);

/** Anthropic's Messages body, as Claude takes it on invoke. */
export function readMessagesPrompt(body: JsonObject): Prompt {
  const choice = object(body.tool_choice).type;
  const format = object(object(body.output_config).format ?? body.output_format);
  return {
    parts: [
      ...items(body.tools).flatMap((tool): readonly PromptPart[] => [
        {
          kind: 'tool',
          text: `${string(tool.name)} ${string(tool.description)} ${written(tool.input_schema)}`,
        },
        ...(isObject(tool.cache_control) ? [point(tool.cache_control)] : []),
      ]),
      ...anthropicContent(body.system).map(
        (part): PromptPart => (part.kind === 'text' ? { kind: 'system', text: part.text } : part),
      ),
      ...items(body.messages).flatMap((message): readonly PromptPart[] => [
        { kind: 'message' },
        ...anthropicContent(message.content),
      ]),
    ],
    forced: choice === 'any' || choice === 'tool',
    thinking: switchedOn(body.thinking),
    citations: cites(body),
    schema: format.schema === undefined ? null : written(format.schema),
  };
}

function chatBlock(block: JsonObject): readonly PromptPart[] {
  const url = string(object(block.image_url).url ?? block.image_url);
  return url === '' ? text(string(block.text)) : [image(url.slice(url.indexOf(',') + 1))];
}

/** A chat-completions body, as OpenAI-shaped models take it on invoke. */
export function readChatPrompt(body: JsonObject): Prompt {
  return {
    ...EMPTY_PROMPT,
    parts: [
      ...items(body.tools).map((tool): PromptPart => {
        const { name, description, parameters } = object(tool.function);
        return { kind: 'tool', text: `${string(name)} ${string(description)} ${written(parameters)}` };
      }),
      ...items(body.messages).flatMap((message): readonly PromptPart[] => {
        const content =
          typeof message.content === 'string'
            ? text(message.content)
            : items(message.content).flatMap(chatBlock);
        if (message.role === 'tool') return [{ kind: 'message' }, ...withMedia('result', '', content)];
        const calls = items(message.tool_calls).flatMap((call) => {
          const { name, arguments: given } = object(call.function);
          return withMedia('call', `${string(name)} ${string(given)}`, []);
        });
        return [{ kind: 'message' }, ...withThoughts(message.role, content), ...calls];
      }),
    ],
    forced: body.tool_choice === 'required' || isObject(body.tool_choice),
  };
}

/** A body whose prompt is one text. */
export function readTextPrompt(prompt: string): Prompt {
  return { ...EMPTY_PROMPT, parts: text(prompt) };
}
