import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { lookUp } from '../json/look-up.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Release } from '../pipeline/releases/release.ts';
import { ESTIMATED, type HandedEvent, type HandedStream } from './chat.ts';

type Kind = 'text' | 'thinking' | 'redacted_thinking' | 'tool_use';

const first = (value: Json | undefined): JsonObject => {
  const [item = null] = isArray(value ?? null) ? (value as readonly Json[]) : [];
  return isObject(item) ? item : {};
};
const objectAt = (object: JsonObject, key: string): JsonObject => {
  const value = object[key] ?? null;
  return isObject(value) ? value : {};
};

const STOP_REASONS: Readonly<Record<string, string>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  tool_calls: 'tool_use',
};

/** Anthropic's type of an error for the exception that ended a stream. */
const ERROR_TYPES: Readonly<Record<string, string>> = { throttlingException: 'rate_limit_error' };

/** Anthropic's stop reason for OpenAI's finish reason. */
export const stopReason = (finish: string, release: Release): string =>
  finish === 'content_filter' && has(release, 'adapter-names-refusals')
    ? 'refusal'
    : (lookUp(STOP_REASONS, finish) ?? 'end_turn');

const count = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

/** Anthropic counts what came from the cache beside the input. */
export function anthropicUsage(usage: Json, release: Release): Json {
  if (!isObject(usage)) return ESTIMATED;
  const details = objectAt(usage, 'prompt_tokens_details');
  const read = count(details.cached_tokens);
  const write = count(details.cache_creation_tokens);
  const input = count(usage.prompt_tokens) - read - (has(release, 'cache-writes-off-input') ? write : 0);
  return {
    input_tokens: input,
    output_tokens: count(usage.completion_tokens),
    ...(write > 0 ? { cache_creation_input_tokens: write } : {}),
    ...(read > 0 ? { cache_read_input_tokens: read } : {}),
  };
}

const EMPTY_USAGE = {
  input_tokens: 0,
  output_tokens: 0,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
};

/** A chat chunk's delta as the adapter sees it. */
interface Said {
  readonly kind: Kind;
  /** The block that it would start. */
  readonly block: JsonObject;
  /** What it adds to a block; null for nothing. */
  readonly delta: JsonObject | null;
  readonly starts: boolean;
}

function read(delta: JsonObject, release: Release): Said {
  const call = first(delta.tool_calls);
  const called = objectAt(call, 'function');
  const byContent = has(release, 'adapter-starts-by-content');
  if (Object.keys(call).length > 0) {
    const block = { type: 'tool_use', id: call.id ?? '', name: called.name ?? '', input: {} };
    const { arguments: json = '' } = called;
    const added = { type: 'input_json_delta', partial_json: json };
    return {
      kind: 'tool_use',
      block,
      delta: json === '' && byContent ? null : added,
      starts: call.id !== undefined,
    };
  }
  const thought = first(delta.thinking_blocks);
  if (thought.type === 'redacted_thinking' && byContent) {
    return {
      kind: 'redacted_thinking',
      block: { type: thought.type, data: thought.data ?? '' },
      delta: null,
      starts: true,
    };
  }
  if (thought.type === 'thinking') {
    const { thinking = '', signature = '' } = thought;
    const block = {
      type: 'thinking',
      thinking: byContent ? '' : thinking,
      signature: byContent ? '' : signature,
    };
    const added =
      typeof signature === 'string' && signature !== ''
        ? { type: 'signature_delta', signature }
        : { type: 'thinking_delta', thinking };
    return { kind: 'thinking', block, delta: added, starts: false };
  }
  if (typeof delta.reasoning_content === 'string' && delta.reasoning_content !== '') {
    const added = { type: 'thinking_delta', thinking: delta.reasoning_content };
    return {
      kind: 'thinking',
      block: { type: 'thinking', thinking: '', signature: '' },
      delta: added,
      starts: false,
    };
  }
  const text = typeof delta.content === 'string' ? delta.content : '';
  const added = text === '' && byContent ? null : { type: 'text_delta', text };
  return { kind: 'text', block: { type: 'text', text: '' }, delta: added, starts: false };
}

/**
 * The messages API for everything but Claude on invoke: LiteLLM makes Anthropic's events of the chunks of a chat
 * completion. Before 1.90 the words that begin a block behind another are lost; 1.90 gives the first thought twice.
 * Source: `AnthropicStreamWrapper`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function adaptedEvents(chat: HandedStream, release: Release): HandedStream {
  const events: HandedEvent[] = [];
  const byContent = has(release, 'adapter-starts-by-content');
  const keepsFirst = has(release, 'adapter-keeps-first-words');
  const emit = (frames: readonly number[], value: JsonObject): void => void events.push({ frames, value });
  let index = -1;
  let current: Kind | null = null;
  let finish: { readonly reason: string; readonly frames: readonly number[] } | null = null;
  let usage: Json = ESTIMATED;
  const stop = (frames: readonly number[]): void => {
    if (current !== null) emit(frames, { type: 'content_block_stop', index });
    current = null;
  };
  const start = (frames: readonly number[], kind: Kind, block: JsonObject): void => {
    stop(frames);
    index++;
    current = kind;
    emit(frames, { type: 'content_block_start', index, content_block: block });
  };
  const add = (frames: readonly number[], delta: JsonObject | null): void => {
    if (delta) emit(frames, { type: 'content_block_delta', index, delta });
  };
  const message = {
    type: 'message',
    role: 'assistant',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: EMPTY_USAGE,
  };
  emit([], { type: 'message_start', message });
  if (!byContent) start([], 'text', { type: 'text', text: '' });
  for (const { frames, value } of chat.events) {
    if (value.usage !== undefined) usage = anthropicUsage(value.usage, release);
    const choice = first(value.choices);
    if (value.usage !== undefined || choice.delta === undefined) continue;
    const reason = choice.finish_reason ?? null;
    if (typeof reason === 'string') {
      if (current === null && index < 0) start(frames, 'text', { type: 'text', text: '' });
      stop(frames);
      finish = { reason: stopReason(reason, release), frames };
      continue;
    }
    if (finish) {
      if (!byContent) add(frames, { type: 'text_delta', text: '' });
      continue;
    }
    const said = read(objectAt(choice, 'delta'), release);
    if (byContent && said.kind === 'text' && said.delta === null) continue;
    if (said.kind !== current || said.starts) {
      start(frames, said.kind, said.block);
      const whole = said.kind === 'tool_use' ? said.delta?.partial_json !== '' : keepsFirst;
      if (byContent || whole) add(frames, said.delta);
    } else add(frames, said.delta);
  }
  if (chat.broken) {
    if (!has(release, 'adapter-tells-errors')) return { events, broken: chat.broken };
    const { type, message: why } = chat.broken;
    const error = { type: lookUp(ERROR_TYPES, type) ?? 'api_error', message: why };
    emit([], { type: 'error', error });
    return { events, broken: null };
  }
  if (finish) {
    emit(finish.frames, { type: 'message_delta', delta: { stop_reason: finish.reason }, usage });
    emit([], { type: 'message_stop' });
  }
  return { events, broken: null };
}
