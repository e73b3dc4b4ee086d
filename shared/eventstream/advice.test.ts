import { describe, expect, it } from 'vitest';
import { advise } from './advice.ts';
import { timeline } from './timing.ts';

const stream = (times: readonly number[], bytes = 240) =>
  timeline(
    times.map(() => ({ length: bytes, visible: true })),
    times.map((atMs) => ({ bytes, atMs })),
    null,
  );
const steady = stream(Array.from({ length: 60 }, (_, i) => 100 + 20 * i));

describe('advise', () => {
  it('blames re-chunking and names a size that would not bundle', () => {
    const advice = advise(steady, 1024);
    expect(advice.verdict.kind).toBe('rechunking');
    expect(advice.sourceGapMs).toBe(20);
    expect(advice.largestSmooth).not.toBeNull();
    expect(advise(steady, advice.largestSmooth).verdict.kind).toBe('smooth');
    expect(advice.sentence).toContain('Re-chunking makes these bursts.');
  });

  it('finds nothing to blame when bytes are passed on as received', () => {
    expect(advise(steady, null)).toMatchObject({ verdict: { kind: 'smooth' }, addedMs: 0 });
  });

  it('tells a collected answer from a streamed one', () => {
    const collected = stream(Array.from({ length: 60 }, (_, i) => 4000 + i * 0.1));
    expect(advise(collected, null).verdict).toMatchObject({ kind: 'collected', waitedMs: 4000 });
  });

  it('blames the source where the bursts are there before any re-chunking', () => {
    const bursts = stream(Array.from({ length: 60 }, (_, i) => 100 + 300 * Math.floor(i / 5)));
    expect(advise(bursts, null).verdict.kind).toBe('source-bursts');
  });

  it('does not judge an answer of two frames', () => {
    expect(advise(stream([1, 2]), 1024).verdict.kind).toBe('too-short');
  });
});
