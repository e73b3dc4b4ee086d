import type { FrameCheck, Read } from '../eventstream/frame.ts';

/** What a frame adds to the answer, whatever the family's chunk form. */
export type Delta =
  | { readonly kind: 'text'; readonly block: number; readonly text: string }
  | { readonly kind: 'reasoning'; readonly block: number; readonly text: string }
  | { readonly kind: 'tool-start'; readonly block: number; readonly id: string; readonly name: string }
  | { readonly kind: 'tool-input'; readonly block: number; readonly text: string }
  | { readonly kind: 'start' }
  | { readonly kind: 'block-start' | 'block-stop'; readonly block: number }
  | { readonly kind: 'stop'; readonly reason: string }
  | { readonly kind: 'usage' }
  | { readonly kind: 'exception'; readonly type: string; readonly message: string; readonly retry: boolean }
  | { readonly kind: 'other'; readonly label: string };

/** What a frame says, without its bytes. */
export interface FrameRead {
  readonly index: number;
  readonly offset: number;
  readonly length: number;
  /** When its last byte arrived, milliseconds since the request was sent. */
  readonly arrivalMs: number;
  /** `:event-type`, or `:exception-type` for exceptions. */
  readonly eventType: string;
  readonly messageType: string;
  readonly check: FrameCheck;
  /** The family's JSON, unwrapped on invoke; empty where there is none. */
  readonly content: string;
  readonly deltas: readonly Delta[];
}

/** A frame as it travels to the renderer and into files: plain data. */
export interface RecordedFrame extends FrameRead {
  /** The raw bytes of the whole frame, base64. */
  readonly bytes: string;
}

export interface Usage {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly cacheReadTokens: number | null;
  readonly cacheWriteTokens: number | null;
}

/** A recorded stream: everything that is needed to re-time it for another chunk size. */
export interface Recording {
  readonly frames: readonly RecordedFrame[];
  readonly reads: readonly Read[];
  /** End of the body, milliseconds since the request was sent; null while it runs. */
  readonly endMs: number | null;
}
