import type { Json, JsonObject } from '../json/json.ts';

/** One event of Bedrock's answer: a frame with its family's JSON, unwrapped on invoke. */
export interface AnswerEvent {
  /** Which frame of the stream it is, from 0. */
  readonly frame: number;
  /** `:event-type`, `chunk` on invoke. */
  readonly type: string;
  readonly data: JsonObject;
}

/** Tokens as OpenAI counts them: what was read from a cache and written to it is part of the prompt. */
export interface HandedUsage {
  readonly prompt: number;
  readonly completion: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

/** What LiteLLM's reader of a family makes of one event, before the chunks of a chat completion are made of it. */
export interface Piece {
  readonly frame: number;
  /** Members of the chunk's `delta`. */
  readonly delta: JsonObject;
  /** LiteLLM's word for the finish reason; null where the event brings none. */
  readonly finish: string | null;
  readonly usage: HandedUsage | null;
  /** A guardrail's trace, which has a chunk of its own. */
  readonly trace: Json;
  /** True where an empty text counts as content, as the readers of Converse have it. */
  readonly saysEmpty: boolean;
}

export const piece = (frame: number, delta: JsonObject, rest: Partial<Piece> = {}): Piece => ({
  frame,
  delta,
  finish: null,
  usage: null,
  trace: null,
  saysEmpty: false,
  ...rest,
});

/** How an answer breaks off. `type` is the class of the exception that LiteLLM raises. */
export interface Broken {
  readonly type: string;
  readonly message: string;
}

/** What an answer came to: its pieces, and how it broke off, if it did. */
export interface Decoded {
  readonly pieces: readonly Piece[];
  readonly broken: Broken | null;
  /** True where LiteLLM's reader knows when an answer is over: plain texts just end. */
  readonly knowsItsEnd: boolean;
}
