import { piecesOf } from '../../capture/digest.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { jsonIn, valueOfBody } from '../../json/parse.ts';
import type { RecordedFrame } from '../../recording/recording.ts';
import type { Redactor } from '../../redaction/redactor.ts';
import type { Whole } from '../har.ts';
import type { SpanValue } from './attributes.ts';
import { definitionsOf } from './tools.ts';

/** A part of a message as the conventions write it: `type` and what goes with it. */
type Part = JsonObject & { readonly type: string };
interface Message {
  readonly role: string;
  readonly parts: readonly Part[];
}

/** A longer attribute loses its oldest messages, UTF-16 units: receivers refuse what is larger than a few megabytes. */
const LONGEST = 400_000;

const list = (value: Json | undefined): readonly Json[] =>
  isArray(value) ? value : value === undefined || value === null ? [] : [value];
const string = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const object = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
const text = (content: string): Part => ({ type: 'text', content });
const toolCall = (id: Json | undefined, name: Json | undefined, given: Json | undefined): Part => ({
  type: 'tool_call',
  id: string(id),
  name: string(name),
  arguments: given ?? null,
});
const toolAnswer = (id: Json | undefined, response: Json | undefined): Part => ({
  type: 'tool_call_response',
  id: string(id),
  response: response ?? null,
});

/** Arguments of tools come as JSON in a text. */
function argumentsOf(given: Json | undefined): Json {
  if (typeof given !== 'string') return given ?? null;
  const value = jsonIn(given);
  return value === undefined ? given : value;
}

const MEDIA = ['image', 'document', 'video', 'audio'] as const;

/** A block in Anthropic's form, Converse's or OpenAI's. Pictures and documents are named, their bytes stay here. */
function partOf(block: Json): Part {
  if (typeof block === 'string') return text(block);
  const one = object(block);
  const type = string(one.type);
  const reasoning = object(object(one.reasoningContent).reasoningText);
  if (typeof one.text === 'string') return text(one.text);
  if (typeof one.thinking === 'string') return { type: 'reasoning', content: one.thinking };
  if (isObject(one.reasoningContent)) return { type: 'reasoning', content: string(reasoning.text) };
  if (type === 'tool_use') return toolCall(one.id, one.name, one.input);
  if (type === 'tool_result') return toolAnswer(one.tool_use_id, one.content);
  if (type === 'function_call') return toolCall(one.call_id, one.name, argumentsOf(one.arguments));
  if (type === 'function_call_output') return toolAnswer(one.call_id, one.output);
  if (isObject(one.toolUse)) return toolCall(one.toolUse.toolUseId, one.toolUse.name, one.toolUse.input);
  if (isObject(one.toolResult)) return toolAnswer(one.toolResult.toolUseId, one.toolResult.content);
  const media = MEDIA.find((kind) => type.includes(kind) || isObject(one[kind]));
  return media === undefined ? { type: type || 'other' } : { type: 'blob', modality: media, content: '' };
}

function messageOf(value: Json): Message {
  if (!isObject(value)) return { role: 'user', parts: [partOf(value)] };
  if (value.role === undefined && typeof value.type === 'string')
    return { role: value.type === 'function_call' ? 'assistant' : 'tool', parts: [partOf(value)] };
  const role = string(value.role) || 'user';
  const said = list(value.content).map(partOf);
  const calls = list(value.tool_calls).map((call) => {
    const { name, arguments: given } = object(object(call).function);
    return toolCall(object(call).id, name, argumentsOf(given));
  });
  return role === 'tool'
    ? { role, parts: [toolAnswer(value.tool_call_id, value.content)] }
    : { role, parts: [...said, ...calls] };
}

const PROMPTS = ['prompt', 'inputText', 'texts', 'query', 'input'] as const;

function askedMessages(body: JsonObject): readonly Message[] {
  const messages = isArray(body.messages) ? body.messages : isArray(body.input) ? body.input : null;
  if (messages) return messages.map(messageOf);
  return PROMPTS.flatMap((name) => list(body[name])).map(messageOf);
}

/** What a stream said, block by block. */
function streamed(frames: readonly RecordedFrame[]): readonly Part[] {
  const blocks = new Map<number, { type: string; id: string; name: string; text: string }>();
  for (const delta of frames.flatMap(({ deltas }) => deltas)) {
    if (!('text' in delta || 'name' in delta)) continue;
    const known = blocks.get(delta.block) ?? { type: 'text', id: '', name: '', text: '' };
    blocks.set(delta.block, known);
    if ('name' in delta) Object.assign(known, { type: 'tool_call', id: delta.id, name: delta.name });
    else {
      if (delta.kind === 'reasoning') known.type = 'reasoning';
      known.text += delta.text;
    }
  }
  return [...blocks.values()].map(({ type, id, name, text: content }) =>
    type === 'tool_call' ? toolCall(id, name, argumentsOf(content)) : { type, content },
  );
}

/** What an answer in one piece said. */
function answered(body: Json): readonly Part[] {
  const whole = object(body);
  const message = object(object(whole.output).message);
  const choice = object(object(list(whole.choices)[0]).message);
  for (const said of [message, choice])
    if (Object.keys(said).length > 0) return messageOf({ role: 'assistant', ...said }).parts;
  if (isArray(whole.content)) return whole.content.map(partOf);
  const texts = [whole.completion, whole.generation, object(list(whole.results)[0]).outputText];
  return texts.flatMap((one) => (typeof one === 'string' ? [text(one)] : []));
}

function answerParts({ exchange, response }: Whole): readonly Part[] {
  const pieces = piecesOf(exchange.response.mediaType, response, []);
  return pieces.length > 0 ? streamed(pieces) : answered(valueOfBody(response));
}

/** As JSON, without the oldest where it would be too long; null for nothing. */
function written(items: readonly unknown[]): string | null {
  const texts = items.map((item) => JSON.stringify(item));
  let length = 2;
  let from = texts.length;
  while (from > 0 && length + (texts[from - 1]?.length ?? 0) + 1 <= LONGEST) {
    from -= 1;
    length += (texts[from]?.length ?? 0) + 1;
  }
  const kept = texts.slice(from);
  return kept.length === 0 ? null : `[${kept.join(',')}]`;
}

/** Tools without the credentials that servers of theirs are called with: only the names beside them tell those. */
function withoutCredentials(tools: Json | undefined, redactor: Redactor): Json | undefined {
  if (tools === undefined) return undefined;
  const { tools: left } = object(JSON.parse(redactor.call(JSON.stringify({ tools })).text) as Json);
  return left;
}

/**
 * What was asked and answered, for whoever switched it on: JSON in texts, as the conventions allow on spans. Secrets
 * were taken out before the exchange was kept, those that their names alone tell here.
 */
export function contentOf(
  whole: Whole,
  asked: Json,
  redactor: Redactor,
): Readonly<Record<string, SpanValue>> {
  const body = object(asked);
  const instructions = list(body.system ?? body.instructions).map(partOf);
  const parts = whole.exchange.status !== null && whole.exchange.status < 400 ? answerParts(whole) : [];
  const { stopReason } = whole.exchange;
  const answer = { role: 'assistant', parts, ...(stopReason === null ? {} : { finish_reason: stopReason }) };
  const all: Readonly<Record<string, string | null>> = {
    'gen_ai.system_instructions': written(instructions),
    'gen_ai.input.messages': written(askedMessages(body)),
    'gen_ai.output.messages': parts.length === 0 ? null : written([answer]),
    'gen_ai.tool.definitions': written(
      definitionsOf(list(withoutCredentials(body.tools ?? object(body.toolConfig).tools, redactor))),
    ),
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}
