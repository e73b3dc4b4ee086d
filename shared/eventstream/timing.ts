import { endOffsets, visibleReads } from './chunking.ts';
import type { Read } from './frame.ts';

/** What re-timing needs to know of a frame. */
export interface TimedFrame {
  readonly length: number;
  /** True where the frame shows something to a reader: text, reasoning or tool arguments. */
  readonly visible: boolean;
}

/** A recorded stream, summed up once so that it can be re-timed for any chunk size at once. */
export interface Timeline {
  readonly frameEnds: Float64Array;
  readonly readEnds: Float64Array;
  /** Arrival of each read, milliseconds since the request was sent. */
  readonly readTimes: Float64Array;
  /** Indices of the frames that show something. */
  readonly shown: Int32Array;
  /** End of the body, milliseconds. */
  readonly endMs: number;
}

/** What a reader would have seen at one chunk size. Times are milliseconds since the request was sent. */
export interface Timing {
  readonly chunkSize: number | null;
  /** For each frame when it becomes visible; NaN for frames that never do. */
  readonly visibleMs: Float64Array;
  /** For each frame the number of its delivery, from 0; -1 for frames that never become visible. */
  readonly delivery: Int32Array;
  readonly deliveries: number;
  readonly firstTokenMs: number | null;
  /** Share (0 … 1) of the gaps between shown frames that are under one millisecond; null below two frames. */
  readonly burstShare: number | null;
  /** Longest time between two shown frames, milliseconds. */
  readonly longestSilenceMs: number | null;
  readonly framesPerDelivery: number | null;
}

/** A gap this short reads as "at once", milliseconds. */
const BURST_GAP_MS = 1;

/** Prepares a recording for `retime`. `endMs` null (still running) counts as the last read. */
export function timeline(
  frames: readonly TimedFrame[],
  reads: readonly Read[],
  endMs: number | null,
): Timeline {
  const lengths = Float64Array.from(frames, (frame) => frame.length);
  const readTimes = Float64Array.from(reads, (read) => read.atMs);
  const shown = frames.flatMap((frame, index) => (frame.visible ? [index] : []));
  return {
    frameEnds: endOffsets(lengths),
    readEnds: endOffsets(Float64Array.from(reads, (read) => read.bytes)),
    readTimes,
    shown: Int32Array.from(shown),
    endMs: endMs ?? (readTimes.length > 0 ? (readTimes[readTimes.length - 1] as number) : 0),
  };
}

/** Computes when every frame becomes visible at `chunkSize` (null = as received), in one pass. */
export function retime(line: Timeline, chunkSize: number | null): Timing {
  const reads = visibleReads(line.frameEnds, line.readEnds, chunkSize);
  const visibleMs = new Float64Array(reads.length);
  const delivery = new Int32Array(reads.length);
  let deliveries = 0;
  let previous = -1;
  let released = 0;
  for (let k = 0; k < reads.length; k++) {
    const read = reads[k] as number;
    if (read < 0) {
      visibleMs[k] = Number.NaN;
      delivery[k] = -1;
      continue;
    }
    if (read !== previous) {
      deliveries++;
      previous = read;
    }
    released++;
    visibleMs[k] = read < line.readTimes.length ? (line.readTimes[read] as number) : line.endMs;
    delivery[k] = deliveries - 1;
  }
  return {
    chunkSize,
    visibleMs,
    delivery,
    deliveries,
    ...gaps(line.shown, visibleMs),
    framesPerDelivery: deliveries > 0 ? released / deliveries : null,
  };
}

function gaps(
  shown: Int32Array,
  visibleMs: Float64Array,
): Pick<Timing, 'firstTokenMs' | 'burstShare' | 'longestSilenceMs'> {
  let first: number | null = null;
  let last = 0;
  let count = 0;
  let short = 0;
  let longest = 0;
  for (let i = 0; i < shown.length; i++) {
    const at = visibleMs[shown[i] as number] as number;
    if (Number.isNaN(at)) continue;
    if (first === null) first = at;
    else {
      const gap = at - last;
      count++;
      if (gap < BURST_GAP_MS) short++;
      if (gap > longest) longest = gap;
    }
    last = at;
  }
  return {
    firstTokenMs: first,
    burstShare: count > 0 ? short / count : null,
    longestSilenceMs: count > 0 ? longest : null,
  };
}

/** Chunk sizes on a logarithmic scale from 1 byte to 64 KB, `perOctave` steps per doubling. */
export function logSizes(perOctave = 2): readonly number[] {
  const steps = Array.from({ length: 16 * perOctave + 1 }, (_, i) => Math.round(2 ** (i / perOctave)));
  return [...new Set(steps)];
}
