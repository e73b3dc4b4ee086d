import { describe, expect, it } from 'vitest';
import { retime, timeline } from '../../shared/eventstream/timing.ts';
import type { RecordedFrame } from '../../shared/recording/recording.ts';
import { GrowingTimeline } from './growing-timeline.ts';

const frame = (index: number): RecordedFrame => ({
  index,
  offset: index * 200,
  length: 200,
  arrivalMs: index * 20,
  eventType: 'chunk',
  messageType: 'event',
  check: 'ok',
  bytes: '',
  content: '',
  deltas: index % 3 === 0 ? [{ kind: 'usage' }] : [{ kind: 'text', block: 0, text: 'x' }],
});

describe('timeline of a growing recording', () => {
  it('is the timeline of the whole one, however it grew', () => {
    const frames = Array.from({ length: 700 }, (_, i) => frame(i));
    const reads = frames.map(({ length, arrivalMs }) => ({ bytes: length, atMs: arrivalMs }));
    const growing = new GrowingTimeline();
    for (const n of [0, 1, 255, 256, 257, 600])
      growing.follow({ frames: frames.slice(0, n), reads: reads.slice(0, n) }, null);
    const grown = growing.follow({ frames, reads }, 15_000);
    const whole = timeline(
      frames.map(({ length, deltas }) => ({ length, visible: deltas.some(({ kind }) => kind === 'text') })),
      reads,
      15_000,
    );
    expect(growing.follow({ frames, reads }, 15_000)).toBe(grown);
    expect(grown).toEqual(whole);
    expect(retime(grown, 1024)).toEqual(retime(whole, 1024));
  });
});
