import { FrameDecoder } from '../../shared/eventstream/decoder.ts';
import { fromBase64 } from '../../shared/recording/frames.ts';
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

/** Of so many updates of the screen one is timed. */
const EVERY = 8;
const updates = { seen: 0, timed: 0, ms: 0 };

/** Times one in a few updates of the answer: from the change of the page until its frame is drawn. */
export function timeUpdate(): void {
  if (updates.seen++ % EVERY !== 0) return;
  const start = performance.now();
  requestAnimationFrame((frameStart) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      updates.timed++;
      updates.ms += performance.now() - Math.max(start, frameStart);
      port1.close();
    };
    port2.postMessage(null);
  });
}

/** How long painting an update of the answer took on average, milliseconds; null before the first. */
export const paintingMs = (): number | null => (updates.timed === 0 ? null : updates.ms / updates.timed);
