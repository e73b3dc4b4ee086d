/** How long a cached prefix lives without being read. */
export type Ttl = '5m' | '1h';

/** One thing that costs input tokens, in the order in which the model reads them: tools, system, messages. */
export type PromptPart =
  /** Name, description and schema of a tool, joined. */
  | { readonly kind: 'tool'; readonly text: string }
  /** A tool that the service runs itself: its description is the service's too. */
  | { readonly kind: 'service-tool' }
  | { readonly kind: 'system'; readonly text: string }
  /** The start of a message. */
  | { readonly kind: 'message' }
  /** `thought` marks what an earlier answer thought in plain words, up to its last `</think>`. */
  | { readonly kind: 'text'; readonly text: string; readonly thought?: true }
  /** A tool call of an earlier turn, and what the tool gave. */
  | { readonly kind: 'call' | 'result'; readonly text: string }
  /** Pixels; null where the bytes do not tell. */
  | { readonly kind: 'image'; readonly width: number | null; readonly height: number | null }
  | {
      readonly kind: 'document';
      readonly form: 'pdf' | 'zip' | 'text';
      readonly pages: number;
      readonly bytes: number;
    }
  | { readonly kind: 'video'; readonly bytes: number }
  | { readonly kind: 'cache-point'; readonly ttl: Ttl };

/** A request as its tokens are counted. */
export interface Prompt {
  readonly parts: readonly PromptPart[];
  /** True where the tool choice forces a call: some models then get a longer instruction. */
  readonly forced: boolean;
  readonly thinking: boolean;
  /** True where a document asks for citations. */
  readonly citations: boolean;
  /** The JSON Schema of structured output as text, or null. */
  readonly schema: string | null;
}

export const EMPTY_PROMPT: Prompt = {
  parts: [],
  forced: false,
  thinking: false,
  citations: false,
  schema: null,
};
