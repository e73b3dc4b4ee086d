import { describe, expect, it } from 'vitest';
import { advise } from '../../shared/eventstream/advice.ts';
import { timeline } from '../../shared/eventstream/timing.ts';
import { readRecording } from '../../shared/recording/file.ts';
import { isShown } from './lanes.ts';
import { RECORDED_SAMPLES } from './recorded-samples.ts';

const recordingOf = async (id: string) => {
  const text = (await RECORDED_SAMPLES.find((sample) => sample.id === id)?.load()) ?? '';
  const opened = readRecording(text);
  if (!opened.ok) throw new Error(opened.message);
  return opened.file.recording;
};

const verdictOf = async (id: string, size: number | null) => {
  const { frames, reads, endMs } = await recordingOf(id);
  const line = timeline(
    frames.map((frame) => ({ length: frame.length, visible: isShown(frame) })),
    reads,
    endMs,
  );
  return advise(line, size).verdict.kind;
};

describe('recorded samples', () => {
  it.each([
    ['steady', null, 'smooth'],
    ['steady', 4096, 'rechunking'],
    ['bursts', null, 'source-bursts'],
    ['collected', null, 'collected'],
  ] as const)('%s at %s bytes is judged as %s', async (id, size, verdict) => {
    expect(await verdictOf(id, size)).toBe(verdict);
  });

  it.each([
    ['thinking', ['reasoning', 'tool-start', 'tool-input', 'stop']],
    ['throttled', ['text', 'exception']],
  ])('%s holds %j', async (id, kinds) => {
    const { frames } = await recordingOf(id);
    const held = new Set(frames.flatMap(({ deltas }) => deltas.map(({ kind }) => kind)));
    expect([...held]).toEqual(expect.arrayContaining(kinds));
  });
});
