import { FrameDecoder, type StreamEnd } from '../eventstream/decoder.ts';
import type { Read } from '../eventstream/frame.ts';
import { readFrame } from '../recording/frames.ts';
import type { FrameRead } from '../recording/recording.ts';

/** One piece of an answer as it came from the network. */
export interface TimedBytes {
  readonly bytes: Uint8Array;
  /** When it came, milliseconds since the request was sent. */
  readonly atMs: number;
}

/** An event stream taken apart: what `retime` needs, and what there is to be read. */
export interface Decoded {
  readonly frames: readonly FrameRead[];
  readonly reads: readonly Read[];
  /** Whether it is complete, cut short, or no event stream at all from some byte on. */
  readonly end: StreamEnd;
}

/**
 * Takes the answer of InvokeModelWithResponseStream or ConverseStream apart into its frames, with both checksums
 * looked at, offsets in bytes and what each frame adds to the answer. Bytes that are no event stream end in
 * `end.kind === 'failed'`; it never throws.
 *
 * @param stream the whole answer, or the pieces that it came in with their times
 */
export function decode(stream: Uint8Array | Iterable<TimedBytes>): Decoded {
  const decoder = new FrameDecoder();
  const frames: FrameRead[] = [];
  const reads: Read[] = [];
  for (const { bytes, atMs } of stream instanceof Uint8Array ? [{ bytes: stream, atMs: 0 }] : stream) {
    reads.push({ bytes: bytes.length, atMs });
    for (const frame of decoder.push(bytes)) frames.push(readFrame(frame, atMs));
  }
  return { frames, reads, end: decoder.end() };
}
