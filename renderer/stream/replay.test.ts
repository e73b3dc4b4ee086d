import { describe, expect, it } from 'vitest';
import { retime, timeline } from '../../shared/eventstream/timing.ts';
import type { RecordedFrame } from '../../shared/recording/recording.ts';
import { curvePoints } from './curve-points.ts';
import { stepsOf } from './replay.ts';

const frames: readonly RecordedFrame[] = Array.from({ length: 12 }, (_, index) => ({
  index,
  offset: index * 240,
  length: 240,
  arrivalMs: 20 * (index + 1),
  eventType: 'chunk',
  messageType: 'event',
  check: 'ok',
  bytes: '',
  content: '',
  deltas: index === 0 ? [{ kind: 'start' }] : [{ kind: 'text', block: 0, text: `${index} ` }],
}));
const line = timeline(
  frames.map(({ length, index }) => ({ length, visible: index > 0 })),
  frames.map(({ length, arrivalMs }) => ({ bytes: length, atMs: arrivalMs })),
  260,
);

describe('replaying a recording', () => {
  it('shows every frame by itself as received', () => {
    expect(stepsOf(frames, retime(line, null))).toHaveLength(11);
  });

  it('puts frames of one delivery into one step, at the time it is visible', () => {
    const steps = stepsOf(frames, retime(line, 1024));
    expect(steps.map(({ text }) => text)).toEqual(['1 2 3 ', '4 5 6 7 ', '8 9 10 11 ']);
    expect(steps.map(({ atMs }) => atMs)).toEqual([100, 180, 260]);
  });

  it('loses no text at any size', () => {
    const whole = stepsOf(frames, retime(line, null))
      .map(({ text }) => text)
      .join('');
    for (const size of [1, 7, 300, 5000]) {
      expect(
        stepsOf(frames, retime(line, size))
          .map(({ text }) => text)
          .join(''),
      ).toBe(whole);
    }
  });
});

describe('curves over chunk sizes', () => {
  it('rise with the size', () => {
    const { firstTokenMs, burstPercent, sizes } = curvePoints(line);
    expect(firstTokenMs.at(0)).toBe(40);
    expect(firstTokenMs.at(-1)).toBe(260);
    expect(burstPercent.at(-1)).toBe(100);
    expect(sizes).toHaveLength(firstTokenMs.length);
  });
});
