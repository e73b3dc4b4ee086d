import type { JsonObject } from '../json/json.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Release } from '../pipeline/releases/release.ts';
import { type Piece, piece } from './piece.ts';
import { finishOfMessage } from './said-finish.ts';
import { calling, objectAt, textOf, usageIn } from './said-parts.ts';

/** Stands for words that the release lost, and so says nowhere. */
const LOST = '…';

const thought = (thinking: string, signature = ''): JsonObject => ({
  reasoning_content: thinking,
  thinking_blocks: [{ type: 'thinking', thinking, signature }],
});

/** An empty text in the midst of an answer: what Bedrock gave beside the words, which Anthropic's form has no place for. */
const BESIDE: JsonObject = { content: '', provider_specific_fields: {} };

/** Reads what was said off Anthropic's events, as LiteLLM's adapter makes them of the chunks of a chat. */
class Reader {
  readonly #byContent: boolean;
  readonly #losesFirst: boolean;
  readonly #finish: Piece | null;
  /** True where thoughts came with their block, so that a start has them. */
  #whole = false;
  #open = false;
  #blocks = 0;
  #finished = false;
  #said = false;

  constructor(release: Release, finish: Piece | null) {
    this.#byContent = has(release, 'adapter-starts-by-content');
    this.#losesFirst = !this.#byContent && !has(release, 'adapter-keeps-first-words');
    this.#finish = finish;
  }

  #started(at: number, block: JsonObject): readonly Piece[] {
    this.#open = true;
    const first = this.#blocks++ === 0;
    switch (block.type) {
      case 'tool_use':
        return [piece(at, calling(block.id ?? null, block.name ?? null, ''))];
      case 'redacted_thinking':
        return [piece(at, { reasoning_content: '', thinking_blocks: [block] })];
      case 'thinking': {
        const text = textOf(block.thinking);
        this.#whole = text !== '';
        if (!this.#losesFirst) return [];
        return [piece(at, this.#whole ? thought(text) : { reasoning_content: LOST })];
      }
      default:
        return this.#losesFirst && !first && block.type === 'text' ? [piece(at, { content: LOST })] : [];
    }
  }

  #added(at: number, delta: JsonObject): readonly Piece[] {
    switch (delta.type) {
      case 'text_delta': {
        const text = textOf(delta.text);
        if (text !== '') return [piece(at, { content: text })];
        if (this.#open)
          return [this.#said ? piece(at, BESIDE) : piece(at, { content: '' }, { saysEmpty: true })];
        // Behind the last block: a guardrail's trace, which comes when the finish reason is known.
        const finish = this.#finished ? [] : this.#end();
        return [...finish, piece(at, {}, { trace: {} })];
      }
      case 'input_json_delta':
        return [piece(at, calling(null, null, textOf(delta.partial_json)))];
      case 'thinking_delta': {
        const text = textOf(delta.thinking);
        return [piece(at, this.#whole ? thought(text) : { reasoning_content: text })];
      }
      case 'signature_delta':
        return [piece(at, thought('', textOf(delta.signature)))];
      default:
        return [];
    }
  }

  #end(): readonly Piece[] {
    this.#finished = true;
    return this.#finish ? [{ ...this.#finish, usage: null }] : [];
  }

  read(at: number, value: JsonObject): readonly Piece[] {
    const pieces = this.#read(at, value);
    this.#said ||= pieces.length > 0;
    return pieces;
  }

  #read(at: number, value: JsonObject): readonly Piece[] {
    switch (value.type) {
      case 'content_block_start':
        return this.#started(at, objectAt(value, 'content_block'));
      case 'content_block_delta':
        return this.#added(at, objectAt(value, 'delta'));
      case 'content_block_stop':
        this.#open = false;
        return [];
      case 'message_delta':
        return this.#finish ? [this.#finished ? { ...this.#finish, finish: null } : this.#finish] : [];
      default:
        return [];
    }
  }
}

function finishIn(events: readonly JsonObject[]): Piece | null {
  const at = events.findIndex(({ type }) => type === 'message_delta');
  const event = events[at];
  if (!event) return null;
  const finish = finishOfMessage(textOf(objectAt(event, 'delta').stop_reason));
  return piece(at, {}, { finish, usage: usageIn(event.usage) });
}

/** What Bedrock said that a stream of Anthropic's events was made of. Words that the release loses are not told. */
export function saidInMessages(events: readonly JsonObject[], release: Release): readonly Piece[] {
  const reader = new Reader(release, finishIn(events));
  return events.flatMap((value, at) => reader.read(at, value));
}
