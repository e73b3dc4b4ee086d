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

describe('a stream with holes', () => {
  const mixed = timeline(
    [
      { length: 100, visible: false },
      { length: 100, visible: true },
      { length: 100, visible: false },
      { length: 100, visible: true },
      { length: 100, visible: true },
      { length: 100, visible: true },
    ],
    [
      { bytes: 150, atMs: 10 },
      { bytes: 100, atMs: 20 },
      { bytes: 250, atMs: 50.5 },
    ],
    90,
  );

  it('counts only frames that show something for gaps, and all that arrive for deliveries', () => {
    const timing = retime(mixed, null);
    expect([...timing.visibleMs].slice(0, 5)).toEqual([10, 20, 50.5, 50.5, 50.5]);
    expect([...timing.delivery]).toEqual([0, 1, 2, 2, 2, -1]);
    expect(timing).toMatchObject({
      chunkSize: null,
      deliveries: 3,
      framesPerDelivery: 5 / 3,
      firstTokenMs: 20,
      burstShare: 1 / 2,
      longestSilenceMs: 30.5,
    });
  });

  it('shows a frame whose bytes never all came at no time', () => {
    const timing = retime(mixed, null);
    expect(timing.visibleMs[5]).toBeNaN();
    expect([...retime(mixed, 200).delivery].slice(0, 4)).toEqual([0, 0, 1, 1]);
    const wide = retime(mixed, 500);
    expect([...wide.visibleMs].slice(0, 5)).toEqual([50.5, 50.5, 50.5, 50.5, 50.5]);
    expect(wide).toMatchObject({ firstTokenMs: 50.5, burstShare: 1, longestSilenceMs: 0, chunkSize: 500 });
  });

  it('waits for the end of the body where no chunk fills', () => {
    expect(retime(mixed, 501)).toMatchObject({ firstTokenMs: 90, deliveries: 1, framesPerDelivery: 5 });
    const running = timeline([{ length: 10, visible: true }], [{ bytes: 10, atMs: 7 }], null);
    expect(retime(running, 64).firstTokenMs).toBe(7);
  });

  it('takes a gap of one millisecond for none of a burst', () => {
    const at = (...times: readonly number[]) =>
      timeline(
        times.map(() => ({ length: 1, visible: true })),
        times.map((atMs) => ({ bytes: 1, atMs })),
        null,
      );
    expect(retime(at(0, 1, 2), null).burstShare).toBe(0);
    expect(retime(at(0, 0.999, 2), null).burstShare).toBe(1 / 2);
    expect(retime(at(0, 5), null).longestSilenceMs).toBe(5);
  });

  it('is silent where nothing came at all', () => {
    const nothing = {
      firstTokenMs: null,
      burstShare: null,
      longestSilenceMs: null,
      framesPerDelivery: null,
      deliveries: 0,
    };
    expect(retime(timeline([], [], null), null)).toMatchObject(nothing);
    expect(timeline([], [], null).endMs).toBe(0);
    expect(retime(timeline([{ length: 5, visible: true }], [], 30), null)).toMatchObject(nothing);
    const unseen = timeline([{ length: 5, visible: false }], [{ bytes: 5, atMs: 1 }], 30);
    expect(retime(unseen, null)).toMatchObject({ ...nothing, deliveries: 1, framesPerDelivery: 1 });
  });
});

describe('logSizes', () => {
  it('runs from one byte to 64 KB without repeating a size', () => {
    const sizes = logSizes();
    expect([sizes[0], sizes.at(-1)]).toEqual([1, 65536]);
    expect(new Set(sizes).size).toBe(sizes.length);
    expect(logSizes(1)).toEqual(Array.from({ length: 17 }, (_, i) => 2 ** i));
    expect(sizes.slice(0, 6)).toEqual([1, 2, 3, 4, 6, 8]);
  });
});
