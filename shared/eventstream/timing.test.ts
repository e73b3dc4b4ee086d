import { describe, expect, it } from 'vitest';
import { logSizes, retime, timeline } from './timing.ts';

/** Twelve frames of 250 bytes, one read each every 100 ms, all of them text. */
const reads = Array.from({ length: 12 }, (_, i) => ({ bytes: 250, atMs: 100 * i }));
const frames = reads.map(({ bytes }) => ({ length: bytes, visible: true }));
const line = timeline(frames, reads, 1200);
const shownMs = (size: number | null): readonly number[] => Array.from(retime(line, size).visibleMs);

describe('retime', () => {
  it('shows every word on arrival when bytes are passed on as received', () => {
    expect(shownMs(null)).toEqual(reads.map((read) => read.atMs));
  });

  it('bundles what a chunk holds into one delivery and keeps the tail until the end', () => {
    expect(shownMs(1024)).toEqual([400, 400, 400, 400, 800, 800, 800, 800, 1200, 1200, 1200, 1200]);
    expect(retime(line, 1024)).toMatchObject({
      firstTokenMs: 400,
      longestSilenceMs: 400,
      burstShare: 9 / 11,
      deliveries: 3,
    });
  });

  it('shows everything at the end when the chunk is larger than the answer', () => {
    const timing = retime(line, 65536);
    expect(timing).toMatchObject({ firstTokenMs: 1200, burstShare: 1, longestSilenceMs: 0, deliveries: 1 });
  });

  it('says nothing about gaps when fewer than two frames show anything', () => {
    const single = timeline([{ length: 10, visible: true }], [{ bytes: 10, atMs: 5 }], null);
    expect(retime(single, null)).toMatchObject({ firstTokenMs: 5, burstShare: null, longestSilenceMs: null });
  });
});

describe('logSizes', () => {
  it('runs from one byte to 64 KB without repeating a size', () => {
    const sizes = logSizes();
    expect([sizes[0], sizes.at(-1)]).toEqual([1, 65536]);
    expect(new Set(sizes).size).toBe(sizes.length);
  });
});
