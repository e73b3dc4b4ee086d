import type { JsonObject } from '../../../shared/json/json.ts';
import type { Guarded } from '../guard/outcome.ts';
import type { CacheUsage } from '../usage/prompt-cache.ts';

/** A tool the caller offers, whatever the family calls it. */
export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the input; empty where none is given. */
  readonly schema: JsonObject;
}

/** What a request asks for, read off the body of any family. */
export interface Ask {
  /** Everything that costs input tokens, joined. */
  readonly prompt: string;
  /** The text of the last user turn. */
  readonly lastUser: string;
  /** True where the last turn brings tool results: the model then answers in text. */
  readonly hasToolResult: boolean;
  readonly tools: readonly OfferedTool[];
  readonly toolChoice: 'auto' | 'any' | 'none' | { readonly name: string };
  readonly maxTokens: number | null;
  readonly stops: readonly string[];
  readonly reasoning: boolean;
  /** `true` for any JSON, a schema for structured output, or null for plain text. */
  readonly json: JsonObject | true | null;
}

/** A run of tokens that travels in one delta. */
export interface Piece {
  readonly text: string;
  readonly tokens: number;
}

/** How a passage is placed: by characters of a text, by pages of a PDF, by blocks of given content. */
export type Place = 'char' | 'page' | 'block';

/** The passage of a document that an answer rests on. */
export interface Citation {
  readonly place: Place;
  /** Counted over all documents of the conversation, from 0. */
  readonly documentIndex: number;
  readonly title: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export type Block =
  | { readonly kind: 'text'; readonly pieces: readonly Piece[]; readonly citation?: Citation }
  | {
      readonly kind: 'reasoning';
      readonly pieces: readonly Piece[];
      readonly signature: string;
      /** True where the thought is given encrypted; its signature then stands for it. */
      readonly redacted?: true;
    }
  | {
      readonly kind: 'tool';
      readonly id: string;
      readonly name: string;
      readonly input: JsonObject;
      /** The input as JSON text, in pieces; cut short where max tokens were reached. */
      readonly pieces: readonly Piece[];
    };

/** The answer before any family puts it into its own JSON. */
export interface Answer {
  readonly blocks: readonly Block[];
  readonly stop: 'end' | 'length' | 'stop-sequence' | 'tool';
  readonly stopSequence: string | null;
  /** Input tokens that the cache has no part in. */
  readonly inputTokens: number;
  /** What the cache read and wrote; null for a model without prompt caching. */
  readonly cache: CacheUsage | null;
  readonly outputTokens: number;
  /** What a guardrail did to it; left out where the request names none. */
  readonly guarded?: Guarded;
}

/** The text of a block or, for a tool, its input as JSON. */
export function blockText(block: Block): string {
  return block.pieces.map((piece) => piece.text).join('');
}

/** All text blocks joined: what a family without blocks answers. */
export function plainText(answer: Answer): string {
  return answer.blocks
    .filter((block) => block.kind === 'text')
    .map(blockText)
    .join('');
}

/** The pieces of all text blocks, in order. */
export function plainPieces(answer: Answer): readonly Piece[] {
  return answer.blocks.flatMap((block) => (block.kind === 'text' ? block.pieces : []));
}
