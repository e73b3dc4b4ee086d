import { describe, expect, it } from 'vitest';
import { encodeFrame, eventHeaders } from '../../shared/eventstream/encoder.ts';
import { toBase64 } from '../../shared/recording/frames.ts';
import type { RecordedFrame } from '../../shared/recording/recording.ts';
import { timeDecoding } from './layer-times.ts';

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

describe('timing the decoder on a recording', () => {
  it('decodes the recorded bytes again', () => {
    const bytes = encodeFrame(eventHeaders('chunk'), new TextEncoder().encode('{}'));
    expect(timeDecoding([frame(0, bytes), frame(1, bytes)])).toBeGreaterThan(0);
  });

  it('has nothing to say without frames', () => {
    expect(timeDecoding([])).toBeNull();
    expect(timeDecoding([frame(0, new Uint8Array(3))])).toBeNull();
  });
});
