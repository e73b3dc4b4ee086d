import { EventStreamCodec } from '@smithy/eventstream-codec';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameDecoder } from './decoder.ts';
import { encodeFrame, eventHeaders, exceptionHeaders } from './encoder.ts';
import type { Frame, HeaderValue } from './frame.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const join = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));
const sample = join(
  encodeFrame(eventHeaders('chunk'), text('{"bytes":"e30=","p":"abc"}')),
  encodeFrame(eventHeaders('messageStop'), text('{"stopReason":"end_turn"}')),
  encodeFrame(exceptionHeaders('throttlingException'), text('{"message":"slow down"}')),
);

function decode(pieces: readonly Uint8Array[]): { frames: readonly Frame[]; decoder: FrameDecoder } {
  const decoder = new FrameDecoder();
  return { frames: pieces.flatMap((piece) => [...decoder.push(piece)]), decoder };
}

const facts = (frames: readonly Frame[]): unknown =>
  frames.map(({ offset, length, check, headers, payload }) => [offset, length, check, headers, [...payload]]);

describe('FrameDecoder', () => {
  it('gives the same frames wherever the bytes are cut', () => {
    const whole = facts(decode([sample]).frames);
    for (let cut = 0; cut <= sample.length; cut++) {
      expect(facts(decode([sample.slice(0, cut), sample.slice(cut)]).frames)).toEqual(whole);
    }
    expect(facts(decode([...sample].map((byte) => Uint8Array.of(byte))).frames)).toEqual(whole);
  });

  it('names every truncation', () => {
    for (let cut = 1; cut < sample.length; cut++) {
      const { decoder } = decode([sample.slice(0, cut)]);
      const end = decoder.end();
      const boundary = facts(decode([sample]).frames) as readonly [number, number][];
      const atBoundary = boundary.some(([offset, length]) => offset + length === cut);
      expect(end.kind).toBe(atBoundary ? 'complete' : 'truncated');
    }
  });

  it('finds every flipped bit', () => {
    for (let bit = 0; bit < sample.length * 8; bit++) {
      const damaged = sample.slice();
      damaged[bit >> 3] = (damaged[bit >> 3] as number) ^ (1 << (bit & 7));
      const { frames, decoder } = decode([damaged]);
      const found = decoder.failure !== null || frames.some((frame) => frame.check !== 'ok');
      expect(found, `bit ${bit}`).toBe(true);
    }
  });

  it.each([
    ['json', '{"message":"The security token is expired"}', 'The security token is expired'],
    ['html', '<html><head><title>502 Bad Gateway</title></head></html>', '502 Bad Gateway'],
    ['sse', 'data: {"error":{"message":"overloaded"}}\n\n', 'overloaded'],
  ] as const)('recognises %s in place of frames and reads its message', (kind, body, message) => {
    for (let cut = 1; cut < body.length; cut += 3) {
      const { decoder } = decode([text(body.slice(0, cut)), text(body.slice(cut))]);
      decoder.end();
      expect(decoder.failure).toMatchObject({ kind: 'foreign', content: { kind, message } });
    }
  });

  it('copies nothing when a frame lies within one piece', () => {
    const [frame] = decode([sample]).frames;
    expect(frame?.payload.buffer).toBe(sample.buffer);
  });
});

describe('encodeFrame', () => {
  const bytes = fc.uint8Array({ maxLength: 40 });
  const header: fc.Arbitrary<HeaderValue> = fc.oneof(
    fc.boolean().map((value) => ({ type: 'boolean' as const, value })),
    fc.integer({ min: -128, max: 127 }).map((value) => ({ type: 'byte' as const, value })),
    fc.integer({ min: -32768, max: 32767 }).map((value) => ({ type: 'short' as const, value })),
    fc.integer().map((value) => ({ type: 'integer' as const, value })),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => ({ type: 'long' as const, value })),
    fc.bigInt({ min: 0n, max: 8640000000000000n }).map((value) => ({ type: 'timestamp' as const, value })),
    bytes.map((value) => ({ type: 'binary' as const, value })),
    fc.string({ unit: 'binary' }).map((value) => ({ type: 'string' as const, value })),
    fc.uuid().map((value) => ({ type: 'uuid' as const, value })),
  );
  // The SDK's codec collects headers in a plain object, in which this name is not a key.
  const name = fc
    .string({ minLength: 1, maxLength: 20, unit: 'grapheme-ascii' })
    .filter((text) => text !== '__proto__');

  it('is read back by our decoder where a header is named as what plain objects inherit', () => {
    const headers = Object.fromEntries([['__proto__', { type: 'byte' as const, value: 1 }]]);
    const [frame] = decode([encodeFrame(headers, text('{}'))]).frames;
    expect(frame?.check).toBe('ok');
    expect(Object.entries(frame?.headers ?? {})).toEqual(Object.entries(headers));
  });

  it('is read back by our decoder and by the SDK codec alike, for every header type', () => {
    const codec = new EventStreamCodec(
      (input) => (typeof input === 'string' ? input : new TextDecoder().decode(input)),
      (input) => text(input),
    );
    fc.assert(
      fc.property(fc.dictionary(name, header, { maxKeys: 6 }), bytes, (headers, payload) => {
        const encoded = encodeFrame(headers, payload);
        const [frame] = decode([encoded]).frames;
        expect(frame?.check).toBe('ok');
        expect({ ...frame?.headers }).toEqual(headers);
        const theirs = codec.decode(encoded);
        expect(Object.keys(theirs.headers).sort()).toEqual(Object.keys(headers).sort());
        expect([...theirs.body]).toEqual([...payload]);
      }),
    );
  });
});
