import { describe, expect, it } from 'vitest';
import type { RecordedFrame } from '../../shared/recording/recording.ts';
import { type Earlier, RecordingShelf } from './recordings.ts';

const SIZE = 10;
const frame = (index: number): RecordedFrame => ({
  index,
  offset: index * SIZE,
  length: SIZE,
  arrivalMs: index,
  eventType: 'contentBlockDelta',
  messageType: 'event',
  check: 'ok',
  bytes: '',
  content: '',
  deltas: [{ kind: 'text', block: 0, text: `${index} ` }],
});
const read = (index: number) => ({ bytes: SIZE, atMs: index });

const LIMITS = { framesOfOne: 100, framesOfAll: 150, text: 10_000 };

function filled(sends: readonly number[], count: number) {
  const told = new Map<number, Earlier>();
  const shelf = new RecordingShelf((id, earlier) => told.set(id, earlier), LIMITS);
  for (const id of sends) {
    shelf.open(id);
    for (let i = 0; i < count; i++) shelf.append(id, [frame(i)], [read(i)]);
  }
  return { shelf, told };
}

describe('the streams that a window keeps', () => {
  it('keeps the last frames of an endless stream, and counts, bytes and text of the others', () => {
    const { shelf, told } = filled([1], 1_000_000);
    const { frames, reads } = shelf.get(1);
    expect(frames.length).toBeLessThanOrEqual(LIMITS.framesOfOne);
    const { frames: gone, bytes } = told.get(1) as Earlier;
    expect(gone + frames.length).toBe(1_000_000);
    expect(bytes).toBe(gone * SIZE);
    expect(frames.at(-1)?.deltas).toEqual([{ kind: 'text', block: 0, text: '999999 ' }]);
    expect(frames.map(({ index }) => index)).toEqual(frames.map((_, i) => i));
    expect(frames.map(({ offset }) => offset)).toEqual(frames.map((_, i) => i * SIZE));
    expect(reads.reduce((sum, { bytes: size }) => sum + size, 0)).toBe(frames.length * SIZE);
  });

  it('leaves a stream that fits untouched, with its text whole', () => {
    const { shelf, told } = filled([1], 100);
    expect(shelf.get(1).frames).toHaveLength(100);
    expect(told.size).toBe(0);
    shelf.append(1, [frame(100)], [read(100)]);
    const text = shelf.get(1).frames.map(({ deltas }) => (deltas[0]?.kind === 'text' ? deltas[0].text : ''));
    expect(told.get(1)?.text + text.join('')).toBe(Array.from({ length: 101 }, (_, i) => `${i} `).join(''));
  });

  it('cuts a read that lies across the first frame that is kept', () => {
    const told: Earlier[] = [];
    const shelf = new RecordingShelf((_, earlier) => told.push(earlier), LIMITS);
    shelf.open(1);
    shelf.append(
      1,
      Array.from({ length: 101 }, (_, i) => frame(i)),
      [
        { bytes: 505, atMs: 1 },
        { bytes: 505, atMs: 2 },
      ],
    );
    expect(told[0]?.bytes).toBe(510);
    expect(shelf.get(1).reads).toEqual([{ bytes: 500, atMs: 2 }]);
  });

  it('is bounded over a thousand sends, the oldest give way first', () => {
    const { shelf, told } = filled(
      Array.from({ length: 1000 }, (_, i) => i),
      60,
    );
    const kept = Array.from({ length: 1000 }, (_, i) => shelf.get(i).frames.length);
    expect(kept.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(LIMITS.framesOfAll);
    expect(kept.at(-1)).toBe(60);
    expect(told.get(0)).toMatchObject({ frames: 60 });
    shelf.keepOnly(new Set([999]));
    expect(shelf.get(998).frames).toEqual([]);
    expect(shelf.get(999).frames).toHaveLength(60);
  });
});
