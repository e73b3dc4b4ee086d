/** A header value of an event-stream message, with its wire type. */
export type HeaderValue =
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'byte' | 'short' | 'integer'; readonly value: number }
  | { readonly type: 'long' | 'timestamp'; readonly value: bigint }
  | { readonly type: 'binary'; readonly value: Uint8Array }
  | { readonly type: 'string' | 'uuid'; readonly value: string };

/** What is wrong with a frame, if anything. */
export type FrameCheck = 'ok' | 'prelude-crc' | 'message-crc' | 'malformed';

/** One event-stream message: where it lay in the stream, what it carried. */
export interface Frame {
  readonly index: number;
  /** Offset of its first byte in the stream, bytes. */
  readonly offset: number;
  /** Whole frame including prelude and both CRCs, bytes. */
  readonly length: number;
  readonly headersLength: number;
  readonly headers: Readonly<Record<string, HeaderValue>>;
  /** The payload's bytes: a view into the received data, not a copy. */
  readonly payload: Uint8Array;
  readonly check: FrameCheck;
}

/** One network read: how many bytes it brought and when, milliseconds since the request was sent. */
export interface Read {
  readonly bytes: number;
  readonly atMs: number;
  /** How long the host took to decode the frames this read completed, milliseconds; absent where nobody measured. */
  readonly decodeMs?: number | undefined;
}
