import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { ANSWER_TOOL } from '../../pipeline/messages/made-up.ts';
import { nativeRedactedData } from '../../pipeline/messages/redacted.ts';
import { isTruthy } from '../../pipeline/python/truth.ts';
import { has } from '../../pipeline/releases/behaviours.ts';
import type { Release } from '../../pipeline/releases/release.ts';
import { finishReason } from '../finish-reasons.ts';
import { type AnswerEvent, type Decoded, type Piece, piece } from '../piece.ts';
import { converseUsage } from '../usage.ts';

const objectAt = (object: JsonObject, key: string): JsonObject | null => {
  const value = object[key] ?? null;
  return isObject(value) ? value : null;
};

/**
 * What Bedrock wraps in Base64, as Anthropic writes it: what is inside is Base64 itself.
 * Source: `native_redacted_thinking_data`.
 */
export const nativeData = (data: Json): Json => (typeof data === 'string' ? nativeRedactedData(data) : data);

/** Reads Converse's events, and Nova's on invoke, which wrap the same ones. Source: `converse_chunk_parser`. */
export class ConverseReader {
  readonly #release: Release;
  /** True where a tool of LiteLLM's own stands for a form of the answer: its input is the text. */
  readonly #jsonMode: boolean;
  #json = false;
  /** Inputs since the last block that said how it begins. */
  #inputs: string[] = [];
  #call: number | null = null;
  #thinking = -1;
  #thinkingBlock: Json = null;

  constructor(release: Release, jsonMode: boolean) {
    this.#release = release;
    this.#jsonMode = jsonMode;
  }

  /** Since 1.109 blocks of thinking are counted. */
  #indexOf(block: Json): JsonObject {
    if (!has(this.#release, 'thinking-blocks-counted')) return {};
    if (this.#thinkingBlock !== block) {
      this.#thinkingBlock = block;
      this.#thinking++;
    }
    return { index: this.#thinking };
  }

  #thinkingOf(content: JsonObject, block: Json): JsonObject {
    const index = this.#indexOf(block);
    if (content.text !== undefined) return { type: 'thinking', ...index, thinking: content.text };
    if (content.signature !== undefined) {
      return { type: 'thinking', ...index, signature: content.signature, thinking: '' };
    }
    const native = has(this.#release, 'redacted-thinking-native');
    const data = content.redactedContent ?? null;
    return { type: 'redacted_thinking', data: native ? nativeData(data) : data, ...index };
  }

  #delta(delta: JsonObject, block: Json): JsonObject {
    if (delta.text !== undefined) return { content: delta.text };
    const tool = objectAt(delta, 'toolUse');
    if (tool) this.#inputs.push(String(tool.input ?? ''));
    if (tool && this.#json) return { content: tool.input ?? '' };
    if (tool) {
      const call = {
        function: { arguments: tool.input ?? '' },
        type: 'function',
        index: this.#call ?? block,
      };
      return { content: '', tool_calls: [call] };
    }
    const reasoning = objectAt(delta, 'reasoningContent');
    if (reasoning) {
      return {
        content: '',
        reasoning_content: reasoning.text ?? '',
        thinking_blocks: [this.#thinkingOf(reasoning, block)],
        provider_specific_fields: { reasoningContent: reasoning },
      };
    }
    const { citationsContent } = delta;
    return citationsContent === undefined
      ? { content: '' }
      : { content: '', provider_specific_fields: { citationsContent } };
  }

  /** The end of a block: a call whose pieces of input were all empty gets an empty object. */
  #stop(block: Json): JsonObject {
    const json = this.#json;
    this.#json = false;
    if (json || this.#inputs.length === 0 || this.#inputs.some((input) => input !== ''))
      return { content: '' };
    const call = { function: { arguments: '{}' }, type: 'function', index: this.#call ?? block };
    return { content: '', tool_calls: [call] };
  }

  #start(start: JsonObject): JsonObject {
    this.#inputs = [];
    const tool = objectAt(start, 'toolUse');
    this.#json = this.#jsonMode && tool?.name === ANSWER_TOOL;
    if (!tool || this.#json) return { content: '' };
    this.#call = this.#call === null ? 0 : this.#call + 1;
    const call = {
      id: tool.toolUseId ?? '',
      function: { arguments: '', name: tool.name ?? '' },
      type: 'function',
      index: this.#call,
    };
    return { content: '', tool_calls: [call] };
  }

  /** The piece for one event's JSON. */
  read(frame: number, data: JsonObject): Piece {
    const start = objectAt(data, 'start');
    const delta = objectAt(data, 'delta');
    const block = data.contentBlockIndex ?? 0;
    const trace = isTruthy(data.trace) ? data.trace : null;
    const saysEmpty =
      trace !== null || start !== null || delta !== null || data.contentBlockIndex !== undefined;
    if (start) return piece(frame, this.#start(start), { saysEmpty: true, trace });
    if (delta) return piece(frame, this.#delta(delta, block), { saysEmpty: true, trace });
    if (typeof data.stopReason === 'string') {
      const finish = finishReason(data.stopReason, this.#release);
      return piece(frame, { content: '' }, { saysEmpty: true, finish, trace });
    }
    const usage = objectAt(data, 'usage');
    const stop = data.contentBlockIndex === undefined ? { content: '' } : this.#stop(block);
    return piece(frame, saysEmpty ? stop : {}, {
      saysEmpty,
      trace,
      usage: usage && converseUsage(usage),
    });
  }
}

export function decodeConverse(events: readonly AnswerEvent[], release: Release, jsonMode: boolean): Decoded {
  const reader = new ConverseReader(release, jsonMode);
  return {
    pieces: events.map(({ frame, data }) => reader.read(frame, data)),
    broken: null,
    knowsItsEnd: true,
  };
}

const NOVA_EVENTS = ['contentBlockStart', 'contentBlockDelta', 'contentBlockStop', 'messageStop', 'metadata'];

/** Nova on invoke: each chunk wraps one of Converse's events. Before 1.109 what wraps no delta is not read. */
export function decodeNova(events: readonly AnswerEvent[], release: Release, jsonMode: boolean): Decoded {
  const every = has(release, 'nova-events-read');
  const reader = new ConverseReader(release, jsonMode && every);
  const pieces = events.map(({ frame, data }) => {
    const name = NOVA_EVENTS.find((key) => isObject(data[key] ?? null));
    if (name === undefined || (!every && name !== 'contentBlockDelta' && !isArray(data[name] ?? null)))
      return piece(frame, { content: '' });
    return reader.read(frame, data[name] as JsonObject);
  });
  return { pieces, broken: null, knowsItsEnd: true };
}
