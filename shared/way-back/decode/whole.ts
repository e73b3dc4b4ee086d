import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { lookUp } from '../../json/look-up.ts';
import type { FamilyId } from '../../pipeline/call/model.ts';
import { ANSWER_TOOL } from '../../pipeline/messages/made-up.ts';
import { dumps } from '../../pipeline/python/json.ts';
import { has } from '../../pipeline/releases/behaviours.ts';
import type { Release } from '../../pipeline/releases/release.ts';
import { finishReason } from '../finish-reasons.ts';
import { type Decoded, type HandedUsage, piece } from '../piece.ts';
import { claudeUsage, converseUsage, openaiUsage } from '../usage.ts';
import { nativeData } from './converse.ts';

/** A whole answer as a chat completion's message. */
export interface WholeMessage {
  readonly message: JsonObject;
  readonly finish: string;
  /** The stop reason in Bedrock's own words; empty where LiteLLM reads none. */
  readonly reason: string;
  /** Null where LiteLLM finds no tokens in the answer and estimates them. */
  readonly usage: HandedUsage | null;
  /** True where the model called a tool, be it LiteLLM's own for a form of the answer. */
  readonly called: boolean;
}

const objects = (value: Json | undefined): readonly JsonObject[] =>
  isArray(value ?? null) ? (value as readonly Json[]).filter(isObject) : [];
const objectAt = (object: JsonObject, key: string): JsonObject | null => {
  const value = object[key] ?? null;
  return isObject(value) ? value : null;
};

interface Parts {
  readonly texts: readonly string[];
  readonly calls: readonly JsonObject[];
  readonly thinking: readonly JsonObject[];
}

function messageOf({ texts, calls, thinking }: Parts, unwraps: boolean, empty: Json = ''): JsonObject {
  const named = (one: JsonObject): Json => objectAt(one, 'function')?.name ?? null;
  const answer = unwraps ? calls.find((one) => named(one) === ANSWER_TOOL) : undefined;
  const own = answer ? calls.filter((one) => named(one) !== ANSWER_TOOL) : calls;
  const said = texts.join('') || empty;
  const reasons = thinking.map((block) => block.thinking ?? '').join('');
  return {
    content: answer && own.length === 0 ? (objectAt(answer, 'function')?.arguments ?? '') : said,
    role: 'assistant',
    ...(own.length > 0 ? { tool_calls: own } : {}),
    ...(thinking.length > 0 ? { reasoning_content: reasons, thinking_blocks: thinking } : {}),
  };
}

const call = (id: Json, name: Json, input: Json, index: number): JsonObject => ({
  index,
  function: { arguments: dumps(input), name },
  id,
  type: 'function',
});

const THOUGHT = /^<(?:think|thinking|budget:thinking)>(.*?)<\/(?:think|thinking|budget:thinking)>(.*)/s;

/** What a text thinks aloud between tags at its beginning. Source: `_parse_content_for_reasoning`. */
function withoutThought(text: string): { readonly thought: string | null; readonly said: string } {
  const [, thought, said] = THOUGHT.exec(text) ?? [];
  return thought === undefined ? { thought: null, said: text } : { thought, said: said ?? '' };
}

function converseParts(content: readonly JsonObject[], release: Release): Parts {
  const texts: string[] = [];
  const calls: JsonObject[] = [];
  const thinking: JsonObject[] = [];
  content.forEach((block, i) => {
    if (typeof block.text === 'string') {
      const { thought, said } = withoutThought(block.text);
      texts.push(said);
      if (thought !== null) thinking.push({ type: 'thinking', thinking: thought });
    }
    const tool = objectAt(block, 'toolUse');
    if (tool) calls.push(call(tool.toolUseId ?? '', tool.name ?? '', tool.input ?? {}, i));
    const cited = has(release, 'cited-text-read') ? objectAt(block, 'citationsContent') : null;
    for (const { text } of objects(cited?.content)) if (typeof text === 'string') texts.push(text);
    const reasoning = objectAt(block, 'reasoningContent');
    const text = reasoning && objectAt(reasoning, 'reasoningText');
    if (text) {
      const { text: thought = '', signature } = text;
      thinking.push({
        type: 'thinking',
        thinking: thought,
        ...(signature === undefined ? {} : { signature }),
      });
    } else if (reasoning) {
      const data = reasoning.redactedContent ?? null;
      const native = has(release, 'redacted-thinking-native');
      thinking.push({ type: 'redacted_thinking', data: native ? nativeData(data) : data });
    }
  });
  return { texts, calls, thinking };
}

function converse(body: JsonObject, release: Release, unwraps: boolean): WholeMessage {
  const message = objectAt(objectAt(body, 'output') ?? {}, 'message') ?? {};
  const content = converseParts(objects(message.content), release);
  const made = messageOf(content, unwraps);
  const reason = String(body.stopReason ?? '');
  const finish = finishReason(reason, release);
  return {
    message: made,
    finish: settled(made, content, finish),
    reason,
    usage: converseUsage(objectAt(body, 'usage') ?? {}),
    called: content.calls.length > 0,
  };
}

/** A call that only gave the answer in JSON is no call to the caller. */
const settled = (message: JsonObject, { calls }: Parts, finish: string): string =>
  finish === 'tool_calls' && calls.length > 0 && message.tool_calls === undefined ? 'stop' : finish;

function claude(body: JsonObject, release: Release): WholeMessage {
  const content = objects(body.content);
  const texts = content.flatMap(({ type, text }) =>
    type === 'text' && typeof text === 'string' ? [text] : [],
  );
  const calls = content.flatMap((block, i) =>
    block.type === 'tool_use' ? [call(block.id ?? '', block.name ?? '', block.input ?? {}, i)] : [],
  );
  const thinking = content.filter(({ type }) => type === 'thinking' || type === 'redacted_thinking');
  const parts = { texts, calls, thinking };
  const message = messageOf(parts, true, null);
  const reason = String(body.stop_reason ?? '');
  const finish = finishReason(reason, release);
  return {
    message,
    finish: settled(message, parts, finish),
    reason,
    usage: claudeUsage(objectAt(body, 'usage') ?? {}),
    called: calls.length > 0,
  };
}

/** Qwen on invoke: LiteLLM reads a member that its answers do not have, so that the text is lost. */
const qwen = (body: JsonObject): WholeMessage => ({
  message: { content: typeof body.generation === 'string' ? body.generation : '', role: 'assistant' },
  finish: 'stop',
  reason: '',
  usage: isObject(body.usage ?? null) ? openaiUsage(objectAt(body, 'usage') ?? {}) : null,
  called: false,
});

function openai(body: JsonObject, release: Release): WholeMessage {
  const [choice = {}] = objects(body.choices);
  const { reasoning, ...said } = objectAt(choice, 'message') ?? {};
  const message = typeof reasoning === 'string' ? { ...said, reasoning_content: reasoning } : said;
  return {
    message,
    finish: finishReason(String(choice.finish_reason ?? ''), release),
    reason: String(choice.finish_reason ?? ''),
    usage: openaiUsage(objectAt(body, 'usage') ?? {}),
    called: isArray(message.tool_calls ?? null),
  };
}

const first = (value: Json | undefined): JsonObject => objects(value)[0] ?? {};

/** Families of plain text: where the text stands, and the stop reason as far as LiteLLM reads it. */
const TEXTS: Readonly<Record<string, (body: JsonObject) => readonly [Json | undefined, Json | undefined]>> = {
  llama: (body) => [body.generation, undefined],
  mistral: (body) => [first(body.outputs).text, first(body.outputs).stop_reason],
  titan: (body) => [first(body.results).outputText, undefined],
  'cohere-command': (body) => [first(body.generations).text, first(body.generations).finish_reason],
  'command-r': (body) => [body.text, undefined],
  ai21: (body) => [objectAt(first(body.completions), 'data')?.text, undefined],
};

function text(body: JsonObject, family: FamilyId, release: Release): WholeMessage {
  const [said, reason] = lookUp(TEXTS, family)?.(body) ?? [body.text ?? body.generation, undefined];
  return {
    message: { content: typeof said === 'string' ? said : '', role: 'assistant' },
    finish: typeof reason === 'string' ? finishReason(reason, release) : 'stop',
    reason: typeof reason === 'string' ? reason : '',
    usage: null,
    called: false,
  };
}

/** Reads the whole answer of a family. Source: the families' `transform_response`, LiteLLM 1.87.0, 1.90.0, 1.109.1. */
export function readWhole(body: JsonObject, family: FamilyId, release: Release): WholeMessage {
  // Before 1.109 Nova’s own reader on invoke hands on the call that gives the answer in JSON.
  const unwraps = family !== 'nova' || has(release, 'nova-events-read');
  if (family === 'converse' || family === 'nova') return converse(body, release, unwraps);
  if (family === 'anthropic' || family === 'anthropic-messages') return claude(body, release);
  if (family === 'qwen3') return qwen(body);
  if (body.choices !== undefined) return openai(body, release);
  return text(body, family, release);
}

/**
 * A whole answer to a call that wanted a stream: LiteLLM makes one piece of it. Before 1.109 what was thought is lost, and
 * a call that only gave the answer in JSON still counts as one.
 */
export function asStream({ message, finish, usage, called }: WholeMessage, release: Release): Decoded {
  const { role: _, tool_calls: calls = null, reasoning_content, thinking_blocks, ...rest } = message;
  const numbered = isArray(calls)
    ? { tool_calls: calls.map((one, index) => (isObject(one) ? { ...one, index } : one)) }
    : {};
  const keeps = has(release, 'made-streams-keep-thinking');
  const thought =
    keeps && reasoning_content !== undefined
      ? {
          reasoning_content,
          thinking_blocks: objects(thinking_blocks).map((block, index) => ({ ...block, index })),
          provider_specific_fields: { reasoningContentBlocks: objects(thinking_blocks).map(asConverse) },
        }
      : {};
  const one = piece(0, { ...thought, ...rest, ...numbered }, { saysEmpty: true, usage });
  const end = piece(0, {}, { finish: !keeps && called ? 'tool_calls' : finish });
  return { pieces: [one, end], broken: null, knowsItsEnd: false };
}

/** A block of thinking in Converse's form. */
function asConverse({ thinking = null, signature, data }: JsonObject): JsonObject {
  if (data !== undefined) return { redactedContent: data };
  return { reasoningText: { text: thinking, ...(signature === undefined ? {} : { signature }) } };
}
