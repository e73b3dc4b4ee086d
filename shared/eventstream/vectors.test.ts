import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FrameDecoder } from './decoder.ts';
import { encodeFrame } from './encoder.ts';
import type { HeaderValue } from './frame.ts';

interface WrittenHeader {
  readonly type: HeaderValue['type'];
  readonly value: boolean | number | string;
}

interface Vector {
  readonly name: string;
  readonly expectation: 'success' | 'failure';
  readonly encoded: string;
  readonly headers?: Readonly<Record<string, WrittenHeader>>;
  readonly payload?: string;
}

const vectors = JSON.parse(
  readFileSync(new URL('testdata/smithy/vectors.json', import.meta.url), 'utf8'),
) as readonly Vector[];
const good = vectors.filter((vector) => vector.expectation === 'success');

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64, 'base64'));

const readValue = ({ type, value }: WrittenHeader): HeaderValue => {
  if (type === 'binary') return { type, value: bytesOf(String(value)) };
  if (type === 'long' || type === 'timestamp') return { type, value: BigInt(value) };
  return { type, value } as HeaderValue;
};

const headersOf = (vector: Vector): Readonly<Record<string, HeaderValue>> =>
  Object.fromEntries(Object.entries(vector.headers ?? {}).map(([name, header]) => [name, readValue(header)]));

/** What the decoder finds wrong with each bad vector: the first check that its damage reaches. */
const DAMAGE: Readonly<Record<string, string>> = {
  corrupted_headers: 'message-crc',
  corrupted_header_len: 'prelude-crc',
  corrupted_length: 'prelude-crc',
  corrupted_payload: 'message-crc',
};

describe("Smithy's event-stream vectors", () => {
  it.each(good)('$name is read with its headers and payload, in one piece and byte by byte', (vector) => {
    const encoded = bytesOf(vector.encoded);
    for (const pieces of [[encoded], [...encoded].map((byte) => Uint8Array.of(byte))]) {
      const decoder = new FrameDecoder();
      const frames = pieces.flatMap((piece) => [...decoder.push(piece)]);
      expect(frames).toHaveLength(1);
      expect(frames[0]).toMatchObject({ check: 'ok', length: encoded.length, offset: 0 });
      expect({ ...frames[0]?.headers }).toEqual(headersOf(vector));
      expect(Buffer.from(frames[0]?.payload ?? []).toString('base64')).toBe(vector.payload);
      expect(decoder.end()).toEqual({ kind: 'complete', bytes: encoded.length });
    }
  });

  it.each(good)('$name is written byte for byte', (vector) => {
    const written = encodeFrame(headersOf(vector), bytesOf(vector.payload ?? ''));
    expect(Buffer.from(written).toString('base64')).toBe(vector.encoded);
  });

  it.each(vectors.filter((vector) => vector.expectation === 'failure'))('$name is found out', (vector) => {
    const decoder = new FrameDecoder();
    const frames = decoder.push(bytesOf(vector.encoded));
    expect(decoder.failure?.kind ?? frames[0]?.check).toBe(DAMAGE[vector.name]);
  });
});
