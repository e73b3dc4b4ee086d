import { describe, expect, it } from 'vitest';
import { advise } from './advice.ts';
import { logSizes, retime, timeline } from './timing.ts';

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

  it('names the largest size that adds no bursts, not just one that does not', () => {
    const { largestSmooth } = advise(steady, 4096);
    // Frames of 240 bytes: from 256 bytes on a chunk now and then holds two.
    expect(largestSmooth).toBe(181);
    const share = retime(steady, largestSmooth).burstShare as number;
    expect(share).toBeLessThanOrEqual(0.05);
    for (const size of logSizes(2).filter((one) => one > 181))
      expect(retime(steady, size).burstShare as number, `${size} bytes`).toBeGreaterThan(0.05);
  });

  it('names none where even single bytes are held back', () => {
    const verdict = advise(
      stream(
        Array.from({ length: 60 }, (_, i) => 100 + 20 * i),
        3,
      ),
      65_536,
    );
    expect(verdict.largestSmooth).toBe(3);
    expect(verdict.sentence).toContain('3 bytes is the largest size that adds no bursts.');
  });

  it('says in numbers what happens', () => {
    expect(advise(steady, 1024).sentence).toBe(
      'Re-chunking makes these bursts. The source shows something every 20 ms; 1024 bytes holds about 4.0 frames. ' +
        '“As received” shows every frame when it arrives; 181 bytes is the largest size that adds no bursts.',
    );
    expect(advise(steady, 1).sentence).toBe(
      '1 byte adds no bursts: every frame shows about when it arrives.',
    );
    expect(advise(steady, null).sentence).toBe('Every frame shows when it arrives.');
    const collected = stream(Array.from({ length: 60 }, (_, i) => 4000 + i * 0.1));
    expect(advise(collected, null).sentence).toBe(
      'Collected, then replayed: nothing came for 4000 ms, then everything within 5.9 ms. ' +
        'The upstream call was not streamed; no chunk size can change that.',
    );
    const bursts = stream(Array.from({ length: 60 }, (_, i) => 100 + 300 * Math.floor(i / 5)));
    expect(advise(bursts, 512).sentence).toBe(
      'The source itself sends in bursts: 81 % of the gaps are under 1 ms as the bytes arrive. ' +
        'No chunk size makes this smoother.',
    );
    expect(advise(stream([]), 1024).sentence).toBe(
      'This answer is too short to judge: fewer than three frames show anything.',
    );
  });

  it('measures what the wait adds to each shown frame', () => {
    expect(advise(stream([0, 100, 200, 300]), 480).addedMs).toBe(50);
    expect(advise(stream([]), 480)).toMatchObject({ addedMs: 0, sourceGapMs: null, largestSmooth: null });
    expect(advise(stream([5]), null).sourceGapMs).toBeNull();
    expect(advise(stream([5, 25]), null).sourceGapMs).toBe(20);
  });

  it('judges from three shown frames on', () => {
    expect(advise(stream([0, 50, 100]), null).verdict.kind).toBe('smooth');
    expect(advise(stream([0, 50]), null).verdict.kind).toBe('too-short');
  });

  it('takes an answer for collected only where it comes within a tenth of the wait, in bursts', () => {
    const replay = (waited: number, gap: number) =>
      stream(Array.from({ length: 11 }, (_, i) => waited + i * gap));
    expect(advise(replay(100, 0.5), null).verdict).toEqual({
      kind: 'collected',
      waitedMs: 100,
      replayedMs: 5,
    });
    // Ten gaps of half a millisecond are a tenth of 45 + 5.
    expect(advise(replay(45, 0.5), null).verdict.kind).toBe('source-bursts');
    expect(advise(replay(46, 0.5), null).verdict.kind).toBe('collected');
    expect(advise(replay(1000, 1), null).verdict.kind).toBe('smooth');
  });

  it('blames re-chunking from a tenth more bursts on than the source has', () => {
    // Of twenty gaps, `held` are made by two frames in one chunk.
    const held = (count: number) =>
      timeline(
        Array.from({ length: 21 }, (_, i) => ({ length: i < 2 * count ? 50 : 100, visible: true })),
        Array.from({ length: 21 }, (_, i) => ({ bytes: i < 2 * count ? 50 : 100, atMs: 10 * i })),
        null,
      );
    expect(advise(held(2), 100).verdict).toMatchObject({ kind: 'rechunking', share: 0.1 });
    expect(advise(held(1), 100).verdict.kind).toBe('smooth');
  });

  it('blames the source above two bursts in five', () => {
    const source = (short: number) =>
      stream([0, ...Array.from({ length: 10 }, (_, i) => (i < short ? 0.1 * (i + 1) : 100 * i))]);
    expect(advise(source(4), null).verdict.kind).toBe('smooth');
    expect(advise(source(5), null).verdict).toEqual({ kind: 'source-bursts', share: 0.5 });
  });
});
