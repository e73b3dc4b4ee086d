import type { Received } from './receiver.ts';

/** A call as the program in Python takes it. */
export interface InstalledCall {
  /** LiteLLM's entry point: `chat`, `messages`, `responses`, `embeddings` … */
  readonly api: string;
  /** Its keyword arguments as JSON, numbers as they were written; no secret is among them. */
  readonly requestText: string;
  /** Switches of the LiteLLM module. */
  readonly settings: Readonly<Record<string, boolean>>;
  /** True where the asynchronous form of the entry point is called, as a proxy does. */
  readonly asynchronous: boolean;
}

/** What came of a call; `ms` from handing it over until LiteLLM was done, milliseconds. */
export type InstalledOutcome = { readonly ms: number } & (
  | ({ readonly kind: 'sent' } & Received)
  | {
      readonly kind: 'refused';
      readonly type: string;
      readonly message: string;
      readonly params?: readonly string[];
    }
  /** It failed by a defect of its own before anything was sent. */
  | { readonly kind: 'crashed'; readonly type: string; readonly message: string }
);
