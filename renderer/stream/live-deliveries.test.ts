import { describe, expect, it } from 'vitest';
import { retime, timeline } from '../../shared/eventstream/timing.ts';
import { LiveDeliveries } from './live-deliveries.ts';

const FRAMES = [368, 236, 238, 243, 239, 244, 240, 246, 245, 172, 244, 324].map((length) => ({
  length,
  visible: true,
}));
const READS = FRAMES.map(({ length }, i) => ({ bytes: length, atMs: 100 * (i + 1) }));
const SIZES = [1, 64, 256, 1000, 1024, 4096, null];

function live(size: number | null, step: number): readonly number[] {
  const seen = new LiveDeliveries(size);
  const found: number[] = [];
  for (let n = step; n < FRAMES.length + step; n += step) {
    const { from, deliveries } = seen.advance(FRAMES.slice(0, n), READS.slice(0, n), false);
    expect(from).toBe(found.length);
    found.push(...deliveries);
  }
  found.push(...seen.advance(FRAMES, READS, true).deliveries);
  return found;
}

describe('deliveries of a growing stream', () => {
  it.each(SIZES)('are those of the whole recording at %s bytes', (size) => {
    const whole = Array.from(retime(timeline(FRAMES, READS, 2000), size).delivery);
    for (const step of [1, 2, 5, 12]) expect(live(size, step)).toEqual(whole);
  });

  it('holds a frame back until the chunk that ends it is full', () => {
    const seen = new LiveDeliveries(1024);
    expect(seen.advance(FRAMES.slice(0, 4), READS.slice(0, 4), false).deliveries).toEqual([0, 0, 0]);
    expect(seen.advance(FRAMES.slice(0, 5), READS.slice(0, 5), false).deliveries).toEqual([]);
  });
});
