import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32.ts';
import { FrameDecoder, type StreamEnd } from './decoder.ts';
import { encodeFrame, eventHeaders } from './encoder.ts';
import type { Frame } from './frame.ts';
import { parseHeaders, textHeader } from './headers.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const join = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

/** A prelude whose CRC is right, whatever it announces. */
function prelude(total: number, headers: number): Uint8Array {
  const bytes = new Uint8Array(12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, total);
  view.setUint32(4, headers);
  view.setUint32(8, crc32(bytes, 0, 8));
  return bytes;
}

/** A frame around any header block, both CRCs right. */
function framed(block: Uint8Array, payload: Uint8Array = text('{}')): Uint8Array {
  const total = 16 + block.length + payload.length;
  const frame = join(prelude(total, block.length), block, payload, new Uint8Array(4));
  new DataView(frame.buffer).setUint32(total - 4, crc32(frame, 0, total - 4));
  return frame;
}

function decode(pieces: readonly Uint8Array[]): {
  readonly frames: readonly Frame[];
  readonly decoder: FrameDecoder;
} {
  const decoder = new FrameDecoder();
  return { frames: pieces.flatMap((piece) => [...decoder.push(piece)]), decoder };
}

const endOf = (...pieces: readonly Uint8Array[]): StreamEnd => decode(pieces).decoder.end();

/** In one piece, and cut within the prelude: both ways lead through the same checks. */
const bothWays = (bytes: Uint8Array): readonly (readonly Uint8Array[])[] => [
  [bytes],
  [bytes.slice(0, 5), bytes.slice(5)],
  [bytes.slice(0, 11), bytes.slice(11)],
];

const before = encodeFrame(eventHeaders('chunk'), text('{"p":"abc"}'));

describe('the length guard', () => {
  it.each([
    ['more headers than 128 KiB', 128 * KIB + 1 + 16, 128 * KIB + 1],
    ['more payload than 24 MiB', 24 * MIB + 1 + 16, 0],
    ['more payload than 24 MiB behind headers', 24 * MIB + 1 + 100 + 16, 100],
    ['a frame that ends within its headers', 100 + 15, 100],
    ['a frame shorter than an empty one', 15, 0],
    ['a frame of no bytes', 0, 0],
    ['four gigabytes', 0xffffffff, 0],
    ['headers of four gigabytes', 0xffffffff, 0xffffffff],
  ])('refuses %s', (_, total, headers) => {
    for (const pieces of bothWays(prelude(total, headers))) {
      const { decoder } = decode([before, ...pieces]);
      expect(decoder.failure).toEqual({ kind: 'length', offset: before.length, total, headers });
      expect(decoder.end()).toEqual({ kind: 'failed', failure: decoder.failure });
    }
  });

  it.each([
    ['128 KiB of headers', 128 * KIB + 16, 128 * KIB],
    ['24 MiB of payload', 24 * MIB + 16, 0],
    ['both at their limits', 24 * MIB + 128 * KIB + 16, 128 * KIB],
    ['headers and no payload', 100 + 16, 100],
    ['nothing at all', 16, 0],
  ])('waits for %s', (_, total, headers) => {
    for (const pieces of bothWays(prelude(total, headers))) {
      expect(endOf(...pieces)).toEqual({ kind: 'truncated', offset: 0, have: 12, missing: total - 12 });
    }
  });

  it('takes nothing in once a length was refused', () => {
    const { frames, decoder } = decode([prelude(15, 0), before]);
    expect(frames).toEqual([]);
    expect(decoder.failure).toMatchObject({ kind: 'length', offset: 0 });
  });
});

describe('a prelude whose CRC is wrong', () => {
  const damaged = before.slice();
  damaged[9] = (damaged[9] as number) ^ 1;
  const found = new DataView(damaged.buffer).getUint32(8);
  const failure = { kind: 'prelude-crc', expected: crc32(before, 0, 8), found } as const;

  it('ends the stream with both numbers and the place, however it is cut', () => {
    expect(failure.expected).not.toBe(found);
    for (const pieces of bothWays(damaged)) {
      const { frames, decoder } = decode([before, ...pieces, before]);
      expect(frames).toHaveLength(1);
      expect(decoder.failure).toEqual({ ...failure, offset: before.length });
    }
  });

  it('ends the stream in the piece in which good frames stand before it', () => {
    const { frames, decoder } = decode([join(before, before, damaged, before)]);
    expect(frames.map((frame) => [frame.index, frame.offset])).toEqual([
      [0, 0],
      [1, before.length],
    ]);
    expect(decoder.failure).toEqual({ ...failure, offset: 2 * before.length });
  });
});

describe('a stream that is cut off', () => {
  it('says how many bytes of the frame are there and how many are missing', () => {
    for (let cut = 1; cut < before.length; cut++) {
      const missing = cut < 12 ? null : before.length - cut;
      const expected = { kind: 'truncated', offset: before.length, have: cut, missing };
      expect(endOf(before, before.slice(0, cut))).toEqual(expected);
      expect(endOf(join(before, before.slice(0, cut)))).toEqual(expected);
      expect(endOf(before, before.slice(0, 1), before.slice(1, cut))).toEqual(expected);
    }
  });

  it('counts the bytes of a whole one', () => {
    expect(endOf()).toEqual({ kind: 'complete', bytes: 0 });
    expect(endOf(new Uint8Array(0))).toEqual({ kind: 'complete', bytes: 0 });
    expect(endOf(before, before)).toEqual({ kind: 'complete', bytes: 2 * before.length });
  });
});

describe('a frame whose bytes do not say what they promise', () => {
  const string = (name: string, value: string): Uint8Array =>
    join(Uint8Array.of(name.length), text(name), Uint8Array.of(7, 0, value.length), text(value));

  it.each([
    ['an unknown header type', Uint8Array.of(1, 97, 10)],
    ['a name that runs past the headers', Uint8Array.of(9, 97)],
    ['no type behind the name', Uint8Array.of(1, 97)],
    ['a value that runs past the headers', Uint8Array.of(1, 97, 7, 0, 9, 98)],
    ['a number cut short', Uint8Array.of(1, 97, 4, 0, 0)],
    ['a header given twice', join(string('a', 'b'), string('a', 'c'))],
    ['a name that is no UTF-8', Uint8Array.of(1, 0xff, 0)],
    ['a text that is no UTF-8', Uint8Array.of(1, 97, 7, 0, 1, 0xff)],
  ])('is given as malformed: %s', (_, block) => {
    const { frames, decoder } = decode([join(framed(block), before)]);
    expect(frames.map((frame) => frame.check)).toEqual(['malformed', 'ok']);
    expect(frames[0]?.headers).toEqual({});
    expect(Buffer.from(frames[0]?.payload ?? []).toString()).toBe('{}');
    expect(decoder.failure).toBeNull();
  });

  it('is given with a wrong message CRC, and the stream goes on', () => {
    const damaged = before.slice();
    damaged[before.length - 6] = 0;
    const { frames } = decode([join(before, damaged, before)]);
    expect(frames.map((frame) => frame.check)).toEqual(['ok', 'message-crc', 'ok']);
  });

  it('counts as a wrong message CRC where its headers cannot be read either', () => {
    const damaged = framed(Uint8Array.of(1, 97, 10));
    damaged[damaged.length - 1] = (damaged[damaged.length - 1] as number) ^ 1;
    expect(decode([damaged]).frames.map((frame) => frame.check)).toEqual(['message-crc']);
  });
});

describe('header blocks', () => {
  it('are told apart by every byte, however many different ones a stream holds', () => {
    const names = [...Array.from({ length: 24 }, (_, i) => `event-${String.fromCharCode(97 + i)}`), 'event'];
    const twice = [...names, ...names];
    const { frames } = decode(twice.map((name) => encodeFrame(eventHeaders(name), text('{}'))));
    expect(frames.map((frame) => frame.headers[':event-type'])).toEqual(
      twice.map((value) => ({ type: 'string', value })),
    );
  });

  it('are told apart where one is the beginning of the other, and where no byte is the same', () => {
    const [one, two] = [Uint8Array.of(1, 97, 0), Uint8Array.of(1, 97, 0, 1, 98, 1)];
    const [three, four] = [Uint8Array.of(1, 97, 2, 5), Uint8Array.of(2, 98, 99, 1)];
    const { frames } = decode([one, two, one, three, four, three].map((block) => framed(block)));
    expect(frames.map(({ headers }) => Object.keys(headers).join())).toEqual([
      'a',
      'a,b',
      'a',
      'a',
      'bc',
      'a',
    ]);
  });

  it('say by how many bytes a value runs past them', () => {
    expect(() => parseHeaders(Uint8Array.of(1, 97, 7, 0, 9, 98))).toThrow(
      'header value runs 8 bytes past the headers',
    );
  });

  it('give a text for the name of one, and an empty one where it is none', () => {
    const headers = parseHeaders(Uint8Array.of(1, 97, 7, 0, 1, 98, 1, 99, 0));
    expect(['a', 'c', 'none'].map((name) => textHeader(headers, name))).toEqual(['b', '', '']);
  });

  it('stay what they were when the caller reuses the memory of a piece', () => {
    const memory = encodeFrame(eventHeaders('first'), text('{}'));
    const decoder = new FrameDecoder();
    decoder.push(memory);
    const second = encodeFrame(eventHeaders('other'), text('{}'));
    memory.set(second);
    expect(decoder.push(second)[0]?.headers[':event-type']).toEqual({ type: 'string', value: 'other' });
  });
});

describe('text in place of frames', () => {
  it('is given a place behind the frames before it', () => {
    const { decoder } = decode([before, text('{"message":"gone"}')]);
    expect(decoder.failure).toEqual({
      kind: 'foreign',
      offset: before.length,
      content: { kind: 'json', message: 'gone' },
    });
  });

  it('is recognised at the end where it is shorter than a prelude', () => {
    expect(endOf(text('{"a":1}'))).toMatchObject({ kind: 'failed', failure: { content: { kind: 'json' } } });
    expect(endOf(text('oops'))).toMatchObject({ failure: { content: { kind: 'text', message: 'oops' } } });
  });

  it('is read on until its message is complete, and no further than 64 KiB', () => {
    const { decoder } = decode([text('{"detail":'), text(' '.repeat(10)), text('"late"}')]);
    expect(decoder.end()).toMatchObject({ kind: 'failed' });
    expect(decoder.failure).toMatchObject({ content: { message: 'late' } });
    const padding = text(' '.repeat(64 * KIB));
    const far = decode([text('{"detail":  '), padding, padding, text('"late"}')]).decoder;
    far.end();
    expect(far.failure).toMatchObject({ kind: 'foreign', content: { kind: 'json' } });
    expect(JSON.stringify(far.failure)).not.toContain('late');
  });
});
