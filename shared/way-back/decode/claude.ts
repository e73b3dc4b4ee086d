import { isObject, type JsonObject } from '../../json/json.ts';
import { has } from '../../pipeline/releases/behaviours.ts';
import type { Release } from '../../pipeline/releases/release.ts';
import { finishReason } from '../finish-reasons.ts';
import { type AnswerEvent, type Broken, type Decoded, type Piece, piece } from '../piece.ts';
import { claudeUsage } from '../usage.ts';

const objectAt = (object: JsonObject, key: string): JsonObject => {
  const value = object[key] ?? null;
  return isObject(value) ? value : {};
};

/** Reads the events of Claude on invoke. Source: `AnthropicModelResponseIterator`. */
class ClaudeReader {
  readonly #release: Release;
  #call = -1;
  #thinking = -1;
  /** The pieces of the input of the tool whose block is open; null for any other block. */
  #inputs: string[] | null = null;
  #usage: JsonObject = {};

  constructor(release: Release) {
    this.#release = release;
  }

  #thought(block: JsonObject, reasoning: string | null): JsonObject {
    const index = has(this.#release, 'thinking-blocks-counted') ? { index: this.#thinking } : {};
    const blocks = [{ ...block, ...index }];
    return {
      content: '',
      ...(reasoning === null ? {} : { reasoning_content: reasoning }),
      thinking_blocks: blocks,
      provider_specific_fields: { thinking_blocks: blocks },
    };
  }

  #start(block: JsonObject): JsonObject {
    const calls = block.type === 'tool_use' || block.type === 'server_tool_use';
    this.#inputs = calls ? [] : null;
    if (calls) {
      this.#call++;
      const call = {
        id: block.id ?? '',
        function: { arguments: '', name: block.name ?? '' },
        type: 'function',
        index: this.#call,
      };
      return { content: '', tool_calls: [call] };
    }
    if (block.type === 'thinking') this.#thinking++;
    if (block.type === 'redacted_thinking') {
      this.#thinking++;
      return this.#thought({ type: 'redacted_thinking', data: block.data ?? '' }, null);
    }
    return { content: block.type === 'text' ? (block.text ?? '') : '' };
  }

  /** The end of a block: a call whose pieces of input were all empty gets an empty object. */
  #stop(): JsonObject {
    const inputs = this.#inputs ?? [];
    if (inputs.length === 0 || inputs.some((input) => input !== '')) return {};
    return {
      content: '',
      tool_calls: [{ function: { arguments: '{}' }, type: 'function', index: this.#call }],
    };
  }

  #delta(delta: JsonObject): JsonObject {
    if (delta.text !== undefined) return { content: delta.text };
    if (delta.partial_json !== undefined) {
      this.#inputs?.push(String(delta.partial_json));
      const call = { function: { arguments: delta.partial_json }, type: 'function', index: this.#call };
      return { content: '', tool_calls: [call] };
    }
    if (delta.citation !== undefined) {
      return { content: '', provider_specific_fields: { citation: delta.citation } };
    }
    if (typeof delta.thinking === 'string') {
      const unsigned = has(this.#release, 'thinking-blocks-counted') ? {} : { signature: '' };
      return this.#thought({ type: 'thinking', thinking: delta.thinking, ...unsigned }, delta.thinking);
    }
    if (delta.signature !== undefined) {
      return this.#thought({ type: 'thinking', thinking: '', signature: delta.signature }, '');
    }
    return { content: '' };
  }

  read(frame: number, data: JsonObject): Piece | Broken {
    switch (data.type) {
      case 'message_start':
        this.#usage = objectAt(objectAt(data, 'message'), 'usage');
        return piece(frame, {});
      case 'content_block_start':
        return piece(frame, this.#start(objectAt(data, 'content_block')));
      case 'content_block_delta':
        return piece(frame, this.#delta(objectAt(data, 'delta')));
      case 'content_block_stop':
        return piece(frame, this.#stop());
      case 'message_delta': {
        const reason = objectAt(data, 'delta').stop_reason ?? null;
        this.#usage = { ...this.#usage, ...objectAt(data, 'usage') };
        const finish = typeof reason === 'string' ? finishReason(reason, this.#release) : null;
        const named =
          has(this.#release, 'odd-stop-reasons-named') && (reason === 'refusal' || reason === 'pause_turn');
        const delta = named ? { content: '', provider_specific_fields: { stop_reason: reason } } : {};
        return piece(frame, delta, { finish, usage: claudeUsage(this.#usage) });
      }
      case 'error': {
        const error = objectAt(data, 'error');
        return { type: 'ServiceUnavailableError', message: String(error.message ?? '') };
      }
      default:
        return piece(frame, {});
    }
  }
}

export function decodeClaude(events: readonly AnswerEvent[], release: Release): Decoded {
  const reader = new ClaudeReader(release);
  const pieces: Piece[] = [];
  for (const { frame, data } of events) {
    const read = reader.read(frame, data);
    if (!('delta' in read)) return { pieces, broken: read, knowsItsEnd: true };
    pieces.push(read);
  }
  return { pieces, broken: null, knowsItsEnd: true };
}
