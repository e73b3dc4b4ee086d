import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleAt } from './chunking.ts';

/** A plain re-enactment of httpx's ByteChunker and of a frame parser behind it, one byte at a time. */
function reenact(
  frames: readonly number[],
  reads: readonly number[],
  size: number | null,
): readonly number[] {
  const visible: number[] = [];
  let buffered = 0;
  let parsed = 0;
  const ends = frames.map((_, k) => frames.slice(0, k + 1).reduce((a, b) => a + b, 0));
  const release = (bytes: number, read: number): void => {
    parsed += bytes;
    while (visible.length < ends.length && (ends[visible.length] as number) <= parsed) visible.push(read);
  };
  reads.forEach((bytes, read) => {
    buffered += bytes;
    const piece = size ?? bytes;
    while (buffered >= piece && buffered > 0) {
      buffered -= piece;
      release(piece, read);
    }
  });
  release(buffered, reads.length);
  while (visible.length < ends.length) visible.push(-1);
  return visible;
}

interface Observed {
  readonly id: string;
  readonly frames: readonly number[];
  readonly reads: readonly number[];
  readonly chunk_size: number | null;
  readonly visible_at: readonly number[];
}

describe('visibleAt', () => {
  it('agrees with httpx and botocore on every recorded stream', () => {
    const recorded = gunzipSync(
      readFileSync(new URL('testdata/chunking.jsonl.gz', import.meta.url)),
    ).toString();
    const streams = recorded
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Observed);
    expect(streams.length).toBe(400);
    for (const { id, frames, reads, chunk_size, visible_at } of streams) {
      expect(visibleAt(frames, reads, chunk_size), id).toEqual(visible_at);
    }
  });

  it('agrees with a re-enactment of the chunker for any frames, reads and sizes', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 40 });
    fc.assert(
      fc.property(sizes, sizes, fc.option(fc.integer({ min: 1, max: 3000 })), (frames, reads, size) => {
        expect(visibleAt(frames, reads, size)).toEqual(reenact(frames, reads, size));
      }),
    );
  });

  it('holds the tail of an answer back until the end of the body', () => {
    expect(visibleAt([300, 300, 300], [300, 300, 300], 1024)).toEqual([3, 3, 3]);
  });

  it('refuses a chunk size that httpx cannot take', () => {
    expect(() => visibleAt([1], [1], 0)).toThrow('chunk_size must be a positive integer or null, not 0');
  });
});
