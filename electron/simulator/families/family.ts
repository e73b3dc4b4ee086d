import type { JsonObject } from '../../../shared/json/json.ts';
import type { Answer, Ask } from '../answer/answer.ts';

/** What a family needs to know beside the answer. */
export interface Call {
  readonly modelId: string;
  readonly body: JsonObject;
  /** A fresh id: `prefix` and `length` characters, fixed by the seed. */
  readonly id: (prefix: string, length: number) => string;
  /** Seconds since 1970 for answers that carry a creation time; fixed by the seed. */
  readonly created: number;
  /** How long the whole answer takes by plan, milliseconds. */
  readonly latencyMs: number;
}

/** One event of a stream: its `:event-type`, its JSON, and how many output tokens it brings. */
export interface Chunk {
  readonly event: string;
  readonly json: JsonObject;
  readonly tokens: number;
}

/** How one model family reads its body and speaks. Adding a family is one file that exports one of these. */
export interface Family {
  readonly id: string;
  /** Whether a model id, without geography prefix and ARN, is of this family. */
  readonly models: RegExp;
  /** A key that only bodies of this form have: it decides where the model id leaves a choice or hides the model. */
  readonly form: string;
  /** Set where the model answers with no text: what `whole` gives is a matter of the body alone. */
  readonly silent?: true;
  read(body: JsonObject): Ask;
  /** The body of a response that is not streamed. */
  whole(answer: Answer, call: Call): JsonObject;
  /** The decoded chunks of a streamed response, in order. */
  chunks(answer: Answer, call: Call): readonly Chunk[];
}

/** An invoke chunk: every family's JSON travels in events of the type `chunk`. */
export const chunk = (json: JsonObject, tokens = 0): Chunk => ({ event: 'chunk', json, tokens });
