import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../shared/bytes/base64.ts';
import { encodeFrame, eventHeaders } from '../../shared/eventstream/encoder.ts';
import type { RecordedFrame } from '../../shared/recording/recording.ts';
import { decodingMs } from './decoding-time.ts';

const frame = (index: number, bytes: Uint8Array): RecordedFrame => ({
  index,
  offset: index * bytes.length,
  length: bytes.length,
  arrivalMs: index,
  eventType: 'chunk',
  messageType: 'event',
  check: 'ok',
  bytes: toBase64(bytes),
  content: '',
  deltas: [],
});

describe('how long decoding a frame took', () => {
  const bytes = encodeFrame(eventHeaders('chunk'), new TextEncoder().encode('{}'));
  const frames = [frame(0, bytes), frame(1, bytes)];
  const read = { bytes: bytes.length, atMs: 1 };

  it('is the mean of what the host measured', () => {
    const reads = [
      { ...read, decodeMs: 0.5 },
      { ...read, decodeMs: 1.5 },
    ];
    expect(decodingMs({ frames, reads })).toBe(1);
  });

  it('is measured on the recorded bytes where the host did not', () => {
    expect(decodingMs({ frames, reads: [read, read] })).toBeGreaterThan(0);
  });

  it('is unknown without frames', () => {
    expect(decodingMs({ frames: [], reads: [{ ...read, decodeMs: 1 }] })).toBeNull();
    expect(decodingMs({ frames: [frame(0, new Uint8Array(3))], reads: [read] })).toBeNull();
  });
});
