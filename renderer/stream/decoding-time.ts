import { fromBase64 } from '../../shared/bytes/base64.ts';
import { FrameDecoder } from '../../shared/eventstream/decoder.ts';
import type { RecordedFrame, Recording } from '../../shared/recording/recording.ts';

/** So many frames are enough to time the decoder. */
const SAMPLE = 500;

/**
 * How long decoding one frame took on average, milliseconds: as the host measured it while the stream came, or, for
 * recordings from before it did, by decoding their own bytes again. Null without frames.
 */
export function decodingMs({ frames, reads }: Omit<Recording, 'endMs'>): number | null {
  if (frames.length === 0) return null;
  if (!reads.some(({ decodeMs }) => decodeMs !== undefined)) return timeDecoding(frames);
  return reads.reduce((sum, { decodeMs = 0 }) => sum + decodeMs, 0) / frames.length;
}

function timeDecoding(frames: readonly RecordedFrame[]): number | null {
  const pieces = frames.slice(0, SAMPLE).map(({ bytes }) => fromBase64(bytes));
  if (pieces.length === 0) return null;
  const decoder = new FrameDecoder();
  const start = performance.now();
  let decoded = 0;
  for (const piece of pieces) decoded += decoder.push(piece).length;
  return decoded === 0 ? null : (performance.now() - start) / decoded;
}
