import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { lookUp } from '../json/look-up.ts';
import type { HandedForm } from './hand-back.ts';
import { type Decoded, type HandedUsage, type Piece, piece } from './piece.ts';

const objectAt = (object: JsonObject, key: string): JsonObject => {
  const value = object[key] ?? null;
  return isObject(value) ? value : {};
};
const first = (value: Json | undefined): JsonObject => {
  const [item = null] = isArray(value ?? null) ? (value as readonly Json[]) : [];
  return isObject(item) ? item : {};
};
const count = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** Tokens under the names of OpenAI's two APIs and of Anthropic's. */
function usageIn(usage: Json | undefined): HandedUsage | null {
  if (!isObject(usage ?? null)) return null;
  const given = usage as JsonObject;
  const details = objectAt(given, 'prompt_tokens_details');
  return {
    prompt: count(given.prompt_tokens ?? given.input_tokens),
    completion: count(given.completion_tokens ?? given.output_tokens),
    cacheRead: count(details.cached_tokens),
    cacheWrite: 0,
  };
}

/** Members of a delta that a reader of Bedrock's answers gives. */
const DELTA = new Set(['content', 'tool_calls', 'reasoning_content', 'thinking_blocks']);

/** What one chunk of a chat says. */
function ofChunk(value: JsonObject, at: number): Piece {
  const choice = first(value.choices);
  const delta = Object.fromEntries(
    Object.entries(objectAt(choice, 'delta')).filter(([key, member]) => DELTA.has(key) && member !== null),
  );
  const finish = typeof choice.finish_reason === 'string' ? choice.finish_reason : null;
  return piece(at, delta, { finish, usage: usageIn(value.usage), saysEmpty: delta.content === '' });
}

const FINISHES: Readonly<Record<string, string>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  tool_use: 'tool_calls',
  refusal: 'content_filter',
};

const call = (id: Json, name: Json, json: string): JsonObject => ({
  tool_calls: [
    {
      ...(id === null ? {} : { id, type: 'function' }),
      index: 0,
      function: { ...(name === null ? {} : { name }), arguments: json },
    },
  ],
});

/** What one of Anthropic's events says; null for one that only frames others. */
function ofEvent(value: JsonObject, at: number): Piece | null {
  const delta = objectAt(value, 'delta');
  switch (value.type) {
    case 'content_block_start': {
      const block = objectAt(value, 'content_block');
      return block.type === 'tool_use' ? piece(at, call(block.id ?? null, block.name ?? null, '')) : null;
    }
    case 'content_block_delta':
      if (delta.type === 'text_delta') return piece(at, { content: textOf(delta.text) });
      if (delta.type === 'input_json_delta') return piece(at, call(null, null, textOf(delta.partial_json)));
      return delta.type === 'thinking_delta'
        ? piece(at, { reasoning_content: textOf(delta.thinking) })
        : null;
    case 'message_delta': {
      const finish = lookUp(FINISHES, textOf(delta.stop_reason)) ?? 'stop';
      return piece(at, {}, { finish, usage: usageIn(value.usage) });
    }
    default:
      return null;
  }
}

/** What one event of the Responses API says; null for one that only frames others. */
function ofResponse(value: JsonObject, at: number, called: boolean): Piece | null {
  switch (value.type) {
    case 'response.output_text.delta':
      return piece(at, { content: textOf(value.delta) });
    case 'response.reasoning_summary_text.delta':
      return piece(at, { reasoning_content: textOf(value.delta) });
    case 'response.output_item.added': {
      const item = objectAt(value, 'item');
      return item.type === 'function_call'
        ? piece(at, call(item.call_id ?? null, item.name ?? null, ''))
        : null;
    }
    case 'response.function_call_arguments.delta':
      return piece(at, call(null, null, textOf(value.delta)));
    case 'response.completed':
    case 'response.incomplete': {
      const response = objectAt(value, 'response');
      const finish = response.status === 'incomplete' ? 'length' : called ? 'tool_calls' : 'stop';
      return piece(at, {}, { finish, usage: usageIn(response.usage) });
    }
    default:
      return null;
  }
}

/** What the answer of Bedrock's said that a stream was made of, as far as the stream tells. */
export function saidIn(events: readonly JsonObject[], form: HandedForm): Decoded {
  const called = events.some((value) => textOf(value.type).includes('function_call'));
  const pieces = events.flatMap((value, at) => {
    const one =
      form === 'chat'
        ? ofChunk(value, at)
        : form === 'messages'
          ? ofEvent(value, at)
          : ofResponse(value, at, called);
    return one ?? [];
  });
  return { pieces, broken: null, knowsItsEnd: true };
}
