import { logSizes, retime, type Timeline, type Timing } from './timing.ts';

/** Which layer makes the text come as it comes. */
export type Verdict =
  | { readonly kind: 'too-short' }
  | { readonly kind: 'collected'; readonly waitedMs: number; readonly replayedMs: number }
  | { readonly kind: 'source-bursts'; readonly share: number }
  | { readonly kind: 'rechunking'; readonly share: number; readonly framesPerChunk: number }
  | { readonly kind: 'smooth' };

/** What a recorded stream says about the chunk size it is read with. Times in milliseconds. */
export interface Advice {
  readonly verdict: Verdict;
  /** Average time between two shown frames as they arrive. */
  readonly sourceGapMs: number | null;
  /** Average wait that re-chunking adds to a shown frame. */
  readonly addedMs: number;
  /** Largest size in bytes at which re-chunking makes no bursts of its own; null if there is none. */
  readonly largestSmooth: number | null;
  /** What to do, in one or two plain sentences. */
  readonly sentence: string;
}

/** Re-chunking counts as the cause once it adds this much to the share of gaps under 1 ms. */
const ADDED_SHARE = 0.1;
/** The source counts as bursty above this share of gaps under 1 ms. */
const SOURCE_SHARE = 0.4;
/** An answer counts as collected when it arrives within this part of the whole wait. */
const REPLAY_PART = 0.1;
const FEW = 3;

/** Average time between neighbours; null below two. */
function averageGap(times: readonly number[]): number | null {
  const [first] = times;
  const last = times[times.length - 1];
  return first === undefined || last === undefined || times.length < 2
    ? null
    : (last - first) / (times.length - 1);
}

const shownTimes = (line: Timeline, timing: Timing): readonly number[] =>
  Array.from(line.shown, (frame) => timing.visibleMs[frame] as number).filter((at) => !Number.isNaN(at));

/**
 * The burst share does not grow evenly with the size: a small size that frame ends happen to be
 * multiples of shows two frames at once. So all sizes are tried, and the largest good one counts.
 */
function largestSmooth(line: Timeline, sourceShare: number): number | null {
  const smooth = logSizes(2).filter(
    (size) => (retime(line, size).burstShare ?? 0) <= sourceShare + ADDED_SHARE / 2,
  );
  return smooth.length > 0 ? Math.max(...smooth) : null;
}

function judge(received: readonly number[], source: Timing, timing: Timing): Verdict {
  if (received.length < FEW) return { kind: 'too-short' };
  const first = received[0] as number;
  const spread = (received[received.length - 1] as number) - first;
  if (spread < REPLAY_PART * (first + spread) && (source.burstShare ?? 0) > SOURCE_SHARE) {
    return { kind: 'collected', waitedMs: first, replayedMs: spread };
  }
  const share = timing.burstShare ?? 0;
  if (share - (source.burstShare ?? 0) >= ADDED_SHARE) {
    return { kind: 'rechunking', share, framesPerChunk: timing.framesPerDelivery ?? 1 };
  }
  if ((source.burstShare ?? 0) > SOURCE_SHARE)
    return { kind: 'source-bursts', share: source.burstShare ?? 0 };
  return { kind: 'smooth' };
}

const ms = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
const percent = (share: number): string => `${Math.round(share * 100)} %`;
const bytes = (size: number): string => (size === 1 ? '1 byte' : `${size} bytes`);

function explain(verdict: Verdict, size: number | null, gap: number | null, smooth: number | null): string {
  switch (verdict.kind) {
    case 'too-short':
      return 'This answer is too short to judge: fewer than three frames show anything.';
    case 'collected':
      return `Collected, then replayed: nothing came for ${ms(verdict.waitedMs)} ms, then everything within ${ms(verdict.replayedMs)} ms. The upstream call was not streamed; no chunk size can change that.`;
    case 'source-bursts':
      return `The source itself sends in bursts: ${percent(verdict.share)} of the gaps are under 1 ms as the bytes arrive. No chunk size makes this smoother.`;
    case 'rechunking': {
      const every = gap === null ? '' : `The source shows something every ${ms(gap)} ms; `;
      const held = `${every}${size === null ? 'a delivery' : bytes(size)} holds about ${verdict.framesPerChunk.toFixed(1)} frames.`;
      const remedy =
        smooth === null
          ? '“As received” shows every frame when it arrives.'
          : `“As received” shows every frame when it arrives; ${bytes(smooth)} is the largest size that adds no bursts.`;
      return `Re-chunking makes these bursts. ${held} ${remedy}`;
    }
    case 'smooth':
      return size === null
        ? 'Every frame shows when it arrives.'
        : `${bytes(size)} adds no bursts: every frame shows about when it arrives.`;
  }
}

/** Judges a recorded stream at `chunkSize` (bytes, null = as received) against the same stream as it arrived. */
export function advise(line: Timeline, chunkSize: number | null): Advice {
  const source = retime(line, null);
  const timing = retime(line, chunkSize);
  const received = shownTimes(line, source);
  const shown = shownTimes(line, timing);
  const verdict = judge(received, source, timing);
  const gap = averageGap(received);
  const smooth = verdict.kind === 'rechunking' ? largestSmooth(line, source.burstShare ?? 0) : null;
  const waits = shown.reduce((sum, at, i) => sum + at - (received[i] as number), 0);
  return {
    verdict,
    sourceGapMs: gap,
    addedMs: shown.length > 0 ? waits / shown.length : 0,
    largestSmooth: smooth,
    sentence: explain(verdict, chunkSize, gap, smooth),
  };
}
