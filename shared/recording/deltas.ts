import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { lookUp } from '../json/look-up.ts';
import { jsonIn } from '../json/parse.ts';
import type { Delta } from './recording.ts';
import { errorOf, responseDeltas } from './response-events.ts';

/** Exceptions that a repeated request may not meet again. */
const RETRY_HELPS = new Set([
  'throttlingException',
  'serviceUnavailableException',
  'internalServerException',
  'modelTimeoutException',
  'modelStreamErrorException',
  'modelNotReadyException',
]);

const str = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const int = (value: Json | undefined): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;
const obj = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
const first = (value: Json | undefined): JsonObject => (isArray(value) ? obj(value[0]) : {});

const text = (block: number, value: string): readonly Delta[] =>
  value === '' ? [] : [{ kind: 'text', block, text: value }];
const stop = (reason: Json | undefined): readonly Delta[] =>
  typeof reason === 'string' && reason !== '' ? [{ kind: 'stop', reason }] : [];

/** Events of the Anthropic Messages stream, by `type`. */
const ANTHROPIC: Readonly<Record<string, (event: JsonObject) => readonly Delta[]>> = {
  message_start: () => [{ kind: 'start' }],
  content_block_start: (event) => {
    const block = int(event.index);
    const content = obj(event.content_block);
    return content.type === 'tool_use'
      ? [{ kind: 'tool-start', block, id: str(content.id), name: str(content.name) }]
      : [{ kind: 'block-start', block }];
  },
  content_block_delta: (event) => {
    const block = int(event.index);
    const delta = obj(event.delta);
    if (delta.type === 'text_delta') return text(block, str(delta.text));
    if (delta.type === 'thinking_delta') return [{ kind: 'reasoning', block, text: str(delta.thinking) }];
    if (delta.type === 'input_json_delta')
      return [{ kind: 'tool-input', block, text: str(delta.partial_json) }];
    return [{ kind: 'other', label: str(delta.type) }];
  },
  content_block_stop: (event) => [{ kind: 'block-stop', block: int(event.index) }],
  message_delta: (event) => [...stop(obj(event.delta).stop_reason), { kind: 'usage' }],
  message_stop: () => [{ kind: 'other', label: 'message_stop' }],
  ping: () => [{ kind: 'other', label: 'ping' }],
  // The messages API and the responses API give the same name to it.
  error: ({ type: _, ...event }) => [errorOf(event)],
};

/** Events of ConverseStream, by event type; Nova on invoke wraps the same in one key. */
const CONVERSE: Readonly<Record<string, (event: JsonObject) => readonly Delta[]>> = {
  messageStart: () => [{ kind: 'start' }],
  contentBlockStart: (event) => {
    const block = int(event.contentBlockIndex);
    const tool = obj(obj(event.start).toolUse);
    return tool.toolUseId === undefined
      ? [{ kind: 'block-start', block }]
      : [{ kind: 'tool-start', block, id: str(tool.toolUseId), name: str(tool.name) }];
  },
  contentBlockDelta: (event) => {
    const block = int(event.contentBlockIndex);
    const delta = obj(event.delta);
    if (typeof delta.text === 'string') return text(block, delta.text);
    if (isObject(delta.toolUse)) return [{ kind: 'tool-input', block, text: str(delta.toolUse.input) }];
    if (isObject(delta.reasoningContent)) {
      const reasoning = str(delta.reasoningContent.text);
      return reasoning === ''
        ? [{ kind: 'other', label: Object.keys(delta.reasoningContent)[0] ?? 'reasoningContent' }]
        : [{ kind: 'reasoning', block, text: reasoning }];
    }
    return [{ kind: 'other', label: Object.keys(delta)[0] ?? 'delta' }];
  },
  contentBlockStop: (event) => [{ kind: 'block-stop', block: int(event.contentBlockIndex) }],
  messageStop: (event) => stop(event.stopReason),
  metadata: () => [{ kind: 'usage' }],
};

interface OpenAiToolCall {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly input: string;
}

const toolCalls = (value: Json | undefined): readonly OpenAiToolCall[] =>
  (isArray(value) ? value : []).map((call, position) => {
    const entry = obj(call);
    const fn = obj(entry.function);
    return {
      index: entry.index === undefined ? position : int(entry.index),
      id: str(entry.id),
      name: str(fn.name),
      input: str(fn.arguments),
    };
  });

/** Chunks of an OpenAI-shaped stream, and Mistral's chat form, which differs in names only. */
function openAiChoice(choice: JsonObject): readonly Delta[] {
  const delta = isObject(choice.delta) ? choice.delta : obj(choice.message);
  const reasoning = str(delta.reasoning_content) || str(delta.reasoning);
  return [
    ...(reasoning === '' ? [] : [{ kind: 'reasoning', block: 0, text: reasoning } as const]),
    ...text(0, str(delta.content) || str(choice.text)),
    ...toolCalls(delta.tool_calls).flatMap(({ index, id, name, input }): readonly Delta[] => [
      ...(name === '' ? [] : [{ kind: 'tool-start', block: index + 1, id, name } as const]),
      ...(input === '' ? [] : [{ kind: 'tool-input', block: index + 1, text: input } as const]),
    ]),
    ...stop(choice.finish_reason ?? choice.stop_reason),
  ];
}

/** Forms without an event name, told apart by a key that only they have. */
const BY_KEY: readonly (readonly [string, (chunk: JsonObject) => readonly Delta[]])[] = [
  ['choices', (chunk) => openAiChoice(first(chunk.choices))],
  ['outputText', (chunk) => [...text(0, str(chunk.outputText)), ...stop(chunk.completionReason)]],
  ['generation', (chunk) => [...text(0, str(chunk.generation)), ...stop(chunk.stop_reason)]],
  [
    'outputs',
    (chunk) => [...text(0, str(first(chunk.outputs).text)), ...stop(first(chunk.outputs).stop_reason)],
  ],
  ['completion', (chunk) => [...text(0, str(chunk.completion)), ...stop(chunk.stop_reason)]],
  [
    'generations',
    (chunk) => [
      ...text(0, str(first(chunk.generations).text)),
      ...stop(first(chunk.generations).finish_reason),
    ],
  ],
  ['text', (chunk) => [...text(0, str(chunk.text)), ...stop(chunk.finish_reason)]],
  ['finish_reason', (chunk) => stop(chunk.finish_reason)],
  ['message', (chunk) => [...text(0, str(chunk.message)), ...stop(chunk.finishReason)]],
  ['event_type', (chunk) => [{ kind: 'other', label: str(chunk.event_type) }]],
];

function chunkDeltas(chunk: JsonObject): readonly Delta[] {
  const anthropic = lookUp(ANTHROPIC, str(chunk.type));
  if (anthropic) return anthropic(chunk);
  const response = responseDeltas(chunk);
  if (response) return response;
  const wrapped = Object.keys(chunk).find((key) => Object.hasOwn(CONVERSE, key) && isObject(chunk[key]));
  if (wrapped !== undefined) return lookUp(CONVERSE, wrapped)?.(obj(chunk[wrapped])) ?? [];
  if ((chunk.error ?? null) !== null) return [errorOf(chunk)];
  const form = BY_KEY.find(([key]) => chunk[key] !== undefined);
  return form ? form[1](chunk) : [{ kind: 'other', label: Object.keys(chunk)[0] ?? 'empty' }];
}

function parse(content: string): JsonObject | null {
  const value = jsonIn(content);
  return isObject(value) ? value : null;
}

/**
 * Reads what one frame adds to the answer. `eventType` is the frame's `:event-type` or
 * `:exception-type`, `messageType` its `:message-type`, `content` the JSON inside: the decoded
 * `bytes` of an invoke chunk, the payload itself otherwise. The chunk forms are those of the
 * families' own streams and of ConverseStream (AWS Bedrock runtime model 2023-09-30), those of LiteLLM's proxy beside them. Content that
 * is no JSON object gives one `other` delta; nothing is thrown.
 */
export function readDeltas(eventType: string, messageType: string, content: string): readonly Delta[] {
  const value = parse(content);
  if (messageType === 'exception' || messageType === 'error') {
    const message = str(value?.message) || str(value?.Message) || content;
    return [{ kind: 'exception', type: eventType, message, retry: RETRY_HELPS.has(eventType) }];
  }
  if (!value) return [{ kind: 'other', label: eventType || 'unreadable' }];
  const converse = lookUp(CONVERSE, eventType);
  return converse ? converse(value) : chunkDeltas(value);
}

/** True where a delta shows something to a reader. */
export function isShown(delta: Delta): boolean {
  return delta.kind === 'text' || delta.kind === 'reasoning' || delta.kind === 'tool-input';
}
