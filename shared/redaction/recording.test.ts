import { expect, it } from 'vitest';
import { fromBase64, toBase64 } from '../bytes/base64.ts';
import { FrameDecoder } from '../eventstream/decoder.ts';
import { encodeFrame, eventHeaders } from '../eventstream/encoder.ts';
import { readRecording, writeRecording } from '../recording/file.ts';
import { recordFrame } from '../recording/frames.ts';
import type { RecordedFrame } from '../recording/recording.ts';
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

/** A frame with a secret that is no part of what it says. */
function hiding(where: 'name' | 'header' | 'around' | 'damaged'): RecordedFrame {
  const chunk = {
    bytes: toBase64(utf8.encode('{"type":"ping"}')),
    p: 'ab',
    ...(where === 'around' ? { echo: KEY } : {}),
  };
  const named = eventHeaders(where === 'name' ? KEY : 'chunk');
  const headers =
    where === 'header' ? { ...named, 'x-echo': { type: 'string', value: KEY } as const } : named;
  const bytes = encodeFrame(
    headers,
    utf8.encode(where === 'damaged' ? `no JSON: ${KEY}` : JSON.stringify(chunk)),
  );
  if (where === 'damaged') bytes[bytes.length - 1] = 255 - (bytes[bytes.length - 1] ?? 0);
  const [frame] = new FrameDecoder().push(bytes);
  if (!frame) throw new Error('no frame');
  return recordFrame(frame, bytes, 1);
}

it.each(['name', 'header', 'around', 'damaged'] as const)(
  'no line of a saved recording holds a secret that stands beside the content of a frame: %s',
  (where) => {
    const { recording, findings } = redactRecording(new Redactor('salt'), {
      frames: [hiding(where)],
      reads: [],
      endMs: 1,
    });
    expect(findings).toBeGreaterThan(0);
    const text = writeRecording({ savedAt: '', title: '', model: '', recording });
    for (const line of text.split('\n')) {
      expect(line).not.toContain(KEY);
      const [, bytes] = /"bytes": "([^"]*)"/.exec(line) ?? [];
      if (bytes) expect(atob(bytes)).not.toContain(KEY);
    }
    expect(readRecording(text).ok).toBe(true);
  },
);

const textFrame = (text: string) =>
  recorded('contentBlockDelta', { contentBlockIndex: 0, delta: { text }, p: 'abcd' });
const invokeFrame = (text: string) =>
  recorded('chunk', {
    bytes: toBase64(
      utf8.encode(
        JSON.stringify({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
      ),
    ),
    p: 'ab',
  });

/** A secret cut at each place, and at each pair of places, with other text around it. */
const SPREADS: readonly (readonly string[])[] = [
  ...Array.from({ length: KEY.length - 1 }, (_, i) => [
    `a ${KEY.slice(0, i + 1)}`,
    `${KEY.slice(i + 1)} and on`,
  ]),
  ...Array.from({ length: KEY.length - 2 }, (_, i) => [
    KEY.slice(0, i + 1),
    KEY.slice(i + 1, i + 2),
    KEY.slice(i + 2),
  ]),
  ...Array.from({ length: KEY.length - 9 }, (_, i) => [
    KEY.slice(0, i + 1),
    KEY.slice(i + 1, i + 9),
    KEY.slice(i + 9),
  ]),
  [...KEY],
];

it.each([
  ['frames of Converse', textFrame],
  ['chunks of InvokeModel', invokeFrame],
] as const)('a secret that is spread over %s is found, wherever it is cut', (_, made) => {
  const tail = made(' the end');
  for (const pieces of SPREADS) {
    const frames = [made('the key: '), ...pieces.map(made), tail];
    const { recording, findings } = redactRecording(new Redactor('salt'), { frames, reads: [], endMs: 1 });
    const said = recording.frames
      .flatMap(({ deltas }) => deltas)
      .map((delta) => ('text' in delta ? delta.text : ''))
      .join('');
    expect(findings, pieces.join('|')).toBe(1);
    expect(said).toContain('REDACTED');
    expect(said).not.toContain(KEY.slice(8));
    expect(said).toHaveLength(['the key: ', ...pieces, ' the end'].join('').length);
    expect(recording.frames.map(({ length }) => length)).toEqual(frames.map(({ length }) => length));
    for (const [i, frame] of recording.frames.entries()) {
      const bytes = fromBase64(frame.bytes);
      const [again] = new FrameDecoder().push(bytes);
      expect(again?.check).toBe('ok');
      expect(again && { ...recordFrame(again, bytes, 1), index: frame.index }).toEqual(frame);
      expect(bytes).toHaveLength(frames[i]?.length ?? 0);
    }
  }
});

it('secrets in other blocks of an answer stay apart', () => {
  const other = (text: string) =>
    recorded('contentBlockDelta', { contentBlockIndex: 1, delta: { text }, p: 'abcd' });
  const frames = [textFrame(KEY.slice(0, 9)), other('nothing here'), textFrame(KEY.slice(9))];
  const { recording } = redactRecording(new Redactor('salt'), { frames, reads: [], endMs: 1 });
  expect(recording.frames[1]).toBe(frames[1]);
  expect(recording.frames[2]?.content).not.toContain(KEY.slice(9));
});
