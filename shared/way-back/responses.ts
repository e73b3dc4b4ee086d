import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { lookUp } from '../json/look-up.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Release } from '../pipeline/releases/release.ts';
import { ESTIMATED, type HandedEvent, type HandedStream } from './chat.ts';

const first = (value: Json | undefined): JsonObject => {
  const [item = null] = isArray(value ?? null) ? (value as readonly Json[]) : [];
  return isObject(item) ? item : {};
};
const objectAt = (object: JsonObject, key: string): JsonObject => {
  const value = object[key] ?? null;
  return isObject(value) ? value : {};
};

/** A Responses answer's usage, without the guesses of what kinds of tokens there are. */
export const responsesUsage = (usage: Json): Json =>
  isObject(usage)
    ? {
        input_tokens: usage.prompt_tokens ?? 0,
        output_tokens: usage.completion_tokens ?? 0,
        total_tokens: usage.total_tokens ?? 0,
      }
    : ESTIMATED;

const INCOMPLETE: Readonly<Record<string, string>> = {
  length: 'max_output_tokens',
  content_filter: 'content_filter',
};

/** The state of a response for OpenAI's finish reason. */
export function responseState(finish: string, release: Release): JsonObject {
  const reason = lookUp(INCOMPLETE, finish);
  if (reason === undefined) return { status: 'completed' };
  return has(release, 'responses-say-incomplete')
    ? { status: 'incomplete', incomplete_details: { reason } }
    : { status: 'incomplete' };
}

/** LiteLLM gives a call’s arguments in pieces of at most so many characters. */
const MOST_JSON = 10;

interface Call {
  readonly index: number;
  readonly id: Json;
  readonly name: Json;
  json: string;
}

/** Makes a Responses stream of the chunks of a chat completion. Ids and sequence numbers are left out. */
class Responder {
  readonly events: HandedEvent[] = [];
  readonly #release: Release;
  /** Since 1.109 items are numbered as they come, and a message is announced whatever stands before it. */
  readonly #inOrder: boolean;
  #next: number;
  #text: string | null = null;
  #message = 0;
  #announced = false;
  #thought = '';
  #thinking: 'none' | 'open' | 'closed' = 'none';
  #called = false;
  readonly #calls: Call[] = [];

  constructor(release: Release) {
    this.#release = release;
    this.#inOrder = has(release, 'responses-items-in-order');
    this.#next = this.#inOrder ? 0 : 1;
  }

  emit(frames: readonly number[], type: string, rest: JsonObject): void {
    this.events.push({ frames, value: { type: `response.${type}`, ...rest } });
  }

  #openMessage(frames: readonly number[]): void {
    if (this.#text !== null) return;
    this.#text = '';
    if (!this.#inOrder && (this.#thinking !== 'none' || this.#called)) return;
    this.#announced = true;
    if (this.#inOrder) this.#message = this.#next++;
    const item = { type: 'message', role: 'assistant', status: 'in_progress', content: [] };
    this.emit(frames, 'output_item.added', { output_index: this.#message, item });
    const part = { type: 'output_text', text: '', annotations: [] };
    this.emit(frames, 'content_part.added', { output_index: this.#message, content_index: 0, part });
  }

  #closeThinking(frames: readonly number[]): void {
    if (this.#thinking !== 'open') return;
    this.#thinking = 'closed';
    const at = { output_index: 0, summary_index: 0 };
    const part = { type: 'summary_text', text: this.#thought };
    this.emit(frames, 'reasoning_summary_text.done', { ...at, text: this.#thought });
    this.emit(frames, 'reasoning_summary_part.done', { ...at, part });
    this.emit(frames, 'output_item.done', { output_index: 0, item: { type: 'reasoning', summary: [part] } });
  }

  #think(frames: readonly number[], text: string): void {
    // Before 1.109 thought behind an open message has no item of its own.
    if (this.#thinking === 'none' && !this.#inOrder && this.#text !== null) this.#thinking = 'closed';
    if (this.#thinking === 'none') {
      this.#thinking = 'open';
      if (this.#inOrder) this.#next++;
      this.emit(frames, 'output_item.added', {
        output_index: 0,
        item: { type: 'reasoning', status: 'in_progress' },
      });
    }
    if (text === '') return;
    this.#thought += text;
    this.emit(frames, 'reasoning_summary_text.delta', { output_index: 0, delta: text });
  }

  #call(frames: readonly number[], call: JsonObject): void {
    const called = objectAt(call, 'function');
    const json = typeof called.arguments === 'string' ? called.arguments : '';
    if (call.id !== undefined) {
      const one: Call = { index: this.#next++, id: call.id ?? '', name: called.name ?? '', json: '' };
      this.#calls.push(one);
      this.emit(frames, 'output_item.added', { output_index: one.index, item: itemOf(one, 'in_progress') });
    }
    const open = this.#calls.at(-1);
    if (!open || json === '') return;
    open.json += json;
    for (let at = 0; at < json.length; at += MOST_JSON) {
      const delta = json.slice(at, at + MOST_JSON);
      this.emit(frames, 'function_call_arguments.delta', { output_index: open.index, delta });
    }
  }

  chunk(frames: readonly number[], delta: JsonObject): void {
    const call = first(delta.tool_calls);
    const hidden = this.#inOrder && first(delta.thinking_blocks).type !== undefined ? '' : null;
    const reasoning = delta.reasoning_content ?? hidden;
    if (Object.keys(call).length > 0) {
      this.#called = true;
      this.#closeThinking(frames);
      this.#call(frames, call);
      return;
    }
    if (typeof reasoning === 'string' && (this.#inOrder || reasoning !== '' || this.#thinking !== 'none')) {
      this.#think(frames, reasoning);
      return;
    }
    const text = typeof delta.content === 'string' ? delta.content : '';
    const opens = !this.#inOrder && this.#thinking === 'none' && !this.#called;
    if (text === '' && !opens) return;
    this.#closeThinking(frames);
    this.#openMessage(frames);
    if (text === '') return;
    this.#text += text;
    this.emit(frames, 'output_text.delta', { output_index: this.#message, content_index: 0, delta: text });
  }

  #closeMessage(frames: readonly number[]): void {
    if (this.#inOrder && !this.#announced) return;
    const text = this.#text ?? '';
    const at = { output_index: this.#message, content_index: 0 };
    const said = { type: 'output_text', text, annotations: [] };
    const part =
      !this.#inOrder && this.#thought !== '' ? { type: 'reasoning_text', reasoning: this.#thought } : said;
    this.emit(frames, 'output_text.done', { ...at, text });
    this.emit(frames, 'content_part.done', { ...at, part });
    const item = { status: 'completed', type: 'message', role: 'assistant', content: [said] };
    this.emit(frames, 'output_item.done', { output_index: this.#message, item });
  }

  end(frames: readonly number[], finish: string, usage: Json): void {
    this.#closeThinking(frames);
    for (const call of this.#calls) {
      if (call.json === '') {
        call.json = '{}';
        this.emit(frames, 'function_call_arguments.delta', { output_index: call.index, delta: '{}' });
      }
      this.emit(frames, 'function_call_arguments.done', { output_index: call.index, arguments: call.json });
      this.emit(frames, 'output_item.done', { output_index: call.index, item: itemOf(call, 'completed') });
    }
    if (!this.#called && this.#thinking === 'none') this.#openMessage(frames);
    this.#closeMessage(frames);
    const state = responseState(finish, this.#release);
    const name = has(this.#release, 'responses-say-incomplete') ? String(state.status) : 'completed';
    this.emit(frames, name, { response: { ...state, usage } });
  }
}

const itemOf = ({ id, name, json }: Call, status: string): JsonObject => ({
  type: 'function_call',
  call_id: id,
  name,
  status,
  arguments: json,
});

/**
 * The Responses API: LiteLLM makes its events of the chunks of a chat completion.
 * Source: `LiteLLMCompletionStreamingIterator`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function responsesEvents(chat: HandedStream, release: Release): HandedStream {
  // Later releases begin with the first chunk.
  if (chat.broken && chat.events.length === 0 && has(release, 'responses-begin-with-chunks'))
    return { events: [], broken: chat.broken };
  const responder = new Responder(release);
  for (const name of ['created', 'in_progress'])
    responder.emit([], name, { response: { status: 'in_progress' } });
  let finish: { readonly reason: string; readonly frames: readonly number[] } | null = null;
  let usage: Json = ESTIMATED;
  let paused = false;
  for (const { frames, value } of chat.events) {
    if (value.usage !== undefined) {
      usage = responsesUsage(value.usage);
      continue;
    }
    const choice = first(value.choices);
    const odd = objectAt(objectAt(choice, 'delta'), 'provider_specific_fields').stop_reason;
    paused ||= odd === 'pause_turn';
    if (typeof choice.finish_reason === 'string') finish = { reason: choice.finish_reason, frames };
    else if (choice.delta !== undefined && !finish) responder.chunk(frames, objectAt(choice, 'delta'));
  }
  if (finish && !chat.broken) responder.end(finish.frames, paused ? 'stop' : finish.reason, usage);
  return { events: responder.events, broken: chat.broken };
}
