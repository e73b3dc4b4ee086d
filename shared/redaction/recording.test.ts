import { expect, it } from 'vitest';
import { FrameDecoder } from '../eventstream/decoder.ts';
import { encodeFrame, eventHeaders } from '../eventstream/encoder.ts';
import { fromBase64, recordFrame, toBase64 } from '../recording/frames.ts';
import { redactRecording } from './recording.ts';
import { Redactor } from './redactor.ts';

const KEY = `sk-ant-${'aB3dE6gH9k'.repeat(4)}`;
const utf8 = new TextEncoder();

function recorded(eventType: string, payload: object) {
  const bytes = encodeFrame(eventHeaders(eventType), utf8.encode(JSON.stringify(payload)));
  const [frame] = new FrameDecoder().push(bytes);
  if (!frame) throw new Error('no frame');
  return recordFrame(frame, bytes, 1);
}

const CHUNK = {
  type: 'content_block_delta',
  index: 0,
  delta: { type: 'text_delta', text: `the key is ${KEY} ü` },
};

it.each([
  ['contentBlockDelta', { contentBlockIndex: 0, delta: { text: `the key is ${KEY}` }, p: 'abcd' }],
  ['chunk', { bytes: toBase64(utf8.encode(JSON.stringify(CHUNK))), p: 'abcdef' }],
])(
  'a recording is saved without secrets, its frames as long as before and with right checksums: %s',
  (type, payload) => {
    const clean = recorded('messageStop', { stopReason: 'end_turn' });
    const frame = recorded(type, payload);
    const { recording, findings } = redactRecording(new Redactor('salt'), {
      frames: [frame, clean],
      reads: [],
      endMs: 1,
    });
    const [redacted, other] = recording.frames;
    expect(findings).toBe(1);
    expect(other).toBe(clean);
    expect(JSON.stringify(redacted)).not.toContain(KEY);
    const bytes = fromBase64(redacted?.bytes ?? '');
    expect(bytes).toHaveLength(frame.length);
    const [again] = new FrameDecoder().push(bytes);
    expect(again?.check).toBe('ok');
    expect(again && recordFrame(again, bytes, 1)).toEqual(redacted);
  },
);
