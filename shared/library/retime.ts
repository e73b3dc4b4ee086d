import { retime as retimed, type Timing, timeline } from '../eventstream/timing.ts';
import { isShown } from '../recording/deltas.ts';
import type { Decoded } from './decode.ts';

/**
 * When each frame of a stream becomes visible to a program that reads it in pieces of `chunkSize` bytes, as LiteLLM
 * does for `stream_chunk_size`: httpx hands on whole pieces, and a frame shows with the piece that holds its last byte.
 *
 * @param stream what `decode` gave
 * @param chunkSize bytes; null for as received
 * @param endMs when the answer ended, milliseconds since the request was sent; the last read where it is not given
 * @throws RangeError where `chunkSize` is neither null nor a positive integer
 */
export function retime(
  { frames, reads }: Pick<Decoded, 'frames' | 'reads'>,
  chunkSize: number | null,
  endMs: number | null = null,
): Timing {
  if (chunkSize !== null && (!Number.isSafeInteger(chunkSize) || chunkSize < 1))
    throw new RangeError(`chunkSize is a positive integer or null, not ${chunkSize}`);
  const timed = frames.map(({ length, deltas }) => ({ length, visible: deltas.some(isShown) }));
  return retimed(timeline(timed, reads, endMs), chunkSize);
}
