import { isArray, type JsonObject } from '../json/json.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Release } from '../pipeline/releases/release.ts';
import type { WholeMessage } from './decode/whole.ts';
import type { Broken, Decoded, HandedUsage, Piece } from './piece.ts';

/** Something that LiteLLM hands to its caller, with the frames that it was made of. */
export interface HandedEvent {
  readonly frames: readonly number[];
  readonly value: JsonObject;
}

export interface HandedStream {
  readonly events: readonly HandedEvent[];
  readonly broken: Broken | null;
}

const usageOf = ({ prompt, completion, cacheRead, cacheWrite }: HandedUsage): JsonObject => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
  prompt_tokens_details: { cached_tokens: cacheRead, cache_creation_tokens: cacheWrite },
});

const hasContent = ({ delta, saysEmpty }: Piece, isFirst: boolean): boolean =>
  (typeof delta.content === 'string' && delta.content !== '') ||
  isArray(delta.tool_calls ?? null) ||
  delta.reasoning_content !== undefined ||
  delta.provider_specific_fields !== undefined ||
  (isFirst && saysEmpty);

const chunk = (delta: JsonObject, finish: string | null = null): JsonObject => ({
  choices: [{ ...(finish === null ? {} : { finish_reason: finish }), index: 0, delta }],
});

/** Where no frame that LiteLLM reads has tokens, it counts the words with a tokenizer of its own. */
export const ESTIMATED = 'an estimate by LiteLLM’s own tokenizer';

/** A whole answer as LiteLLM hands it on. Ids, times, costs and the guesses of what kinds of tokens there are are left out. */
export const chatWhole = ({ message, finish, usage }: WholeMessage): JsonObject => ({
  choices: [{ finish_reason: finish, index: 0, message }],
  usage: usage ? usageOf(usage) : ESTIMATED,
});

/** What a stream that ends without a stop reason comes to. */
export const NO_END: Broken = {
  type: 'MidStreamFallbackError',
  message: 'Stream ended before a finish_reason was received',
};

export interface ChatOptions {
  readonly release: Release;
  /** `stream_options: {include_usage: true}`: without it a stream says nothing of tokens. */
  readonly includeUsage: boolean;
}

/**
 * The chunks of a chat completion: what says nothing is held back, the finish reason stands in a chunk of its own,
 * tokens follow only where they are asked for. Ids, times and costs are left out.
 * Source: `CustomStreamWrapper`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function chatChunks(
  { pieces, broken, knowsItsEnd }: Decoded,
  { release, includeUsage }: ChatOptions,
): HandedStream {
  const events: HandedEvent[] = [];
  let finish: string | null = null;
  let finished = false;
  let called = false;
  let usage: { readonly counts: HandedUsage; readonly frame: number } | null = null;
  const end = (frames: readonly number[]): void => {
    const reason =
      called && finish === 'stop' && has(release, 'calls-set-finish-reason')
        ? 'tool_calls'
        : (finish ?? 'stop');
    events.push({ frames, value: chunk({}, reason) });
    finished = true;
  };
  for (const one of pieces) {
    const { frame, delta, trace } = one;
    if (one.usage) usage = { counts: one.usage, frame };
    if (isArray(delta.tool_calls ?? null)) called = true;
    if (one.finish !== null) finish = one.finish;
    if (!finished && hasContent(one, events.length === 0)) {
      const said = events.length === 0 ? { ...delta, role: 'assistant' } : delta;
      events.push({ frames: [frame], value: chunk(said) });
    } else if (!finished && one.finish !== null) end([frame]);
    if (trace !== null && finished) {
      const value = { ...chunk({ content: '', role: 'assistant' }), trace };
      events.push({ frames: [frame], value });
    }
  }
  const last = pieces.at(-1)?.frame;
  if (broken) return { events, broken };
  if (!finished && finish === null && knowsItsEnd && has(release, 'endless-streams-fail')) {
    return { events, broken: NO_END };
  }
  if (!finished) end(last === undefined ? [] : [last]);
  if (includeUsage) {
    const choices = has(release, 'usage-chunk-alone') ? [] : [{ index: 0, delta: {} }];
    const value = { choices, usage: usage ? usageOf(usage.counts) : ESTIMATED };
    events.push({ frames: usage ? [usage.frame] : [], value });
  }
  return { events, broken: null };
}
