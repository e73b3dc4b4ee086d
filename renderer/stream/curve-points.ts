import { logSizes, retime, type Timeline } from '../../shared/eventstream/timing.ts';

/** First-token delay, burst share and longest silence over all chunk sizes. Column by column, as charts take it. */
export interface CurvePoints {
  readonly sizes: readonly number[];
  readonly firstTokenMs: readonly (number | null)[];
  /** Share of gaps under 1 ms, percent. */
  readonly burstPercent: readonly (number | null)[];
  readonly longestSilenceMs: readonly (number | null)[];
}

/** Re-times a recording for sizes from 1 byte to 64 KB on a logarithmic scale. */
export function curvePoints(line: Timeline): CurvePoints {
  const sizes = logSizes(3);
  const timings = sizes.map((size) => retime(line, size));
  return {
    sizes,
    firstTokenMs: timings.map(({ firstTokenMs }) => firstTokenMs),
    burstPercent: timings.map(({ burstShare }) => (burstShare === null ? null : burstShare * 100)),
    longestSilenceMs: timings.map(({ longestSilenceMs }) => longestSilenceMs),
  };
}
