import { beforeAll, describe, expect, it } from 'vitest';
import { ensurePython } from '../../../scripts/python/ensure.mjs';
import { crc32 } from '../../../shared/eventstream/crc32.ts';
import { encodeFrame, eventHeaders } from '../../../shared/eventstream/encoder.ts';
import type { HeaderValue } from '../../../shared/eventstream/frame.ts';
import { runPython, SETUP_MS } from './python.ts';

interface Read {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly length: number;
  readonly crc: number;
}
type Answer = readonly Read[] | { readonly error: string };

const every: Readonly<Record<string, HeaderValue>> = {
  yes: { type: 'boolean', value: true },
  no: { type: 'boolean', value: false },
  byte: { type: 'byte', value: -7 },
  short: { type: 'short', value: -300 },
  integer: { type: 'integer', value: 70_000 },
  long: { type: 'long', value: -(2n ** 53n) + 1n },
  binary: { type: 'binary', value: Uint8Array.of(0, 255, 16) },
  text: { type: 'string', value: 'Rhône ⛵' },
  when: { type: 'timestamp', value: 1_700_000_000_000n },
  id: { type: 'uuid', value: '01234567-89ab-cdef-0123-456789abcdef' },
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const ask = (streams: readonly object[]): Promise<readonly Answer[]> =>
  runPython('boto3', 'botocore_frames.py', { streams });

describe("our frames in botocore's parser", () => {
  beforeAll(async () => {
    await ensurePython('boto3');
  }, SETUP_MS);

  it('carry every header type, wherever the bytes are cut', async () => {
    const payload = new TextEncoder().encode('{"bytes":"e30="}');
    const frames = Buffer.concat([encodeFrame(every, payload), encodeFrame(eventHeaders('chunk'), payload)]);
    const [answer] = await ask([{ bytes: base64(frames), cuts: true }]);
    const read = { length: payload.length, crc: crc32(payload) };
    expect(answer).toEqual([
      {
        ...read,
        headers: {
          yes: true,
          no: false,
          byte: -7,
          short: -300,
          integer: 70_000,
          long: -9007199254740991,
          binary: { hex: '00ff10' },
          text: 'Rhône ⛵',
          when: 1_700_000_000_000,
          id: { hex: '0123456789abcdef0123456789abcdef' },
        },
      },
      {
        ...read,
        headers: { ':event-type': 'chunk', ':content-type': 'application/json', ':message-type': 'event' },
      },
    ]);
  });

  it('may be empty or as large as the service allows', async () => {
    const largest = new Uint8Array(24 * 1024 * 1024).fill(97);
    const answers = await ask([
      { bytes: base64(encodeFrame({}, new Uint8Array(0))), cuts: true },
      { bytes: base64(encodeFrame(eventHeaders('chunk'), largest)) },
    ]);
    expect(answers).toMatchObject([
      [{ headers: {}, length: 0 }],
      [{ length: largest.length, crc: crc32(largest) }],
    ]);
  });

  it('are refused by both sides when a bit is wrong', async () => {
    const damaged = encodeFrame(eventHeaders('chunk'), Uint8Array.of(1, 2, 3));
    damaged[damaged.length - 6] = 99;
    expect(await ask([{ bytes: base64(damaged) }])).toEqual([{ error: 'ChecksumMismatch' }]);
  });
});
