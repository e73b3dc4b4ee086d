import { describe, expect, it } from 'vitest';
import { toBase64 } from '../bytes/base64.ts';
import { encodeFrame } from '../eventstream/encoder.ts';
import { eventStreamIn, recordingOfBytes } from './raw-stream.ts';

const text = (value: string) => ({ type: 'string', value }) as const;
const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);
const frame = (payload: object): Uint8Array =>
  encodeFrame(
    { ':event-type': text('contentBlockDelta'), ':message-type': text('event') },
    bytes(JSON.stringify(payload)),
  );
const join = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));
const STREAM = join(
  frame({ contentBlockIndex: 0, delta: { text: 'Hel' } }),
  frame({ contentBlockIndex: 0, delta: { text: 'lo' } }),
);
const said = (stream: Uint8Array | null): string | undefined =>
  stream === null
    ? undefined
    : recordingOfBytes(stream)
        ?.frames.flatMap(({ deltas }) => deltas)
        .map((delta) => (delta.kind === 'text' ? delta.text : ''))
        .join('');

describe('a kept event stream', () => {
  it('is read from its bytes, from base64, and from what curl -i wrote', () => {
    const head = bytes(
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/2 200 \r\ncontent-type: application/vnd.amazon.eventstream\r\n\r\n',
    );
    const encoded = toBase64(STREAM).replace(/.{76}/g, '$&\n');
    const forms = [STREAM, join(head, STREAM), bytes(encoded), bytes(`"${toBase64(STREAM)}"\n`)];
    expect(forms.map((form) => said(eventStreamIn(form)))).toEqual(['Hello', 'Hello', 'Hello', 'Hello']);
  });

  it('that breaks off or is damaged gives the frames that are whole, and says which are not', () => {
    expect(said(STREAM.subarray(0, STREAM.length - 3))).toBe('Hel');
    const damaged = Uint8Array.from(STREAM);
    damaged[60] = (damaged[60] ?? 0) ^ 1;
    expect(recordingOfBytes(damaged)?.frames.map(({ check }) => check)).toContain('message-crc');
  });

  it('is no JSON, no text and no single byte', () => {
    const others = ['{"model": "x"}', 'data: {"a": 1}\n\n', 'AAAA', '', '\0'];
    expect(others.map((other) => eventStreamIn(bytes(other)))).toEqual([null, null, null, null, null]);
  });

  it('without a whole frame is no recording', () => {
    expect(recordingOfBytes(STREAM.subarray(0, 20))).toBeNull();
  });
});
