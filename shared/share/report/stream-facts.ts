import type { ReportedStream } from '../../contract/share.ts';
import { advise } from '../../eventstream/advice.ts';
import { retime, timeline } from '../../eventstream/timing.ts';
import type { StreamFacts } from './facts.ts';

/** Silences that are marked, and how much of the whole time one has to take, 0 … 1. */
const MOST_GAPS = 5;
const LEAST_SHARE = 0.04;

/** The longest silences between what a reader sees, longest first. */
function silences(seen: readonly number[], endMs: number): StreamFacts['picture']['gaps'] {
  return seen
    .slice(1)
    .map((toMs, i) => ({ fromMs: seen[i] ?? 0, toMs }))
    .filter(({ fromMs, toMs }) => toMs - fromMs >= endMs * LEAST_SHARE)
    .sort((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs))
    .slice(0, MOST_GAPS);
}

/** What a report tells of a stream; null for one of which nothing showed. */
export function streamFacts({ frames, reads, endMs, chunkSize }: ReportedStream): StreamFacts | null {
  const line = timeline(frames, reads, endMs);
  const timing = retime(line, chunkSize);
  const source = retime(line, null);
  const timesOf = (times: Float64Array): readonly number[] =>
    Array.from(line.shown, (frame) => times[frame] ?? Number.NaN).filter((at) => !Number.isNaN(at));
  const seen = timesOf(timing.visibleMs);
  if (seen.length === 0) return null;
  return {
    picture: {
      endMs: line.endMs,
      arrived: timesOf(source.visibleMs),
      seen,
      chunkSize,
      gaps: silences(seen, line.endMs),
    },
    frames: frames.length,
    longestSilenceMs: timing.longestSilenceMs,
    burstShare: timing.burstShare,
    advice: advise(line, chunkSize).sentence,
  };
}
