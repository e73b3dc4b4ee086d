import type { Delivery } from './exchange.ts';

/** Gaps shorter than this are one burst to whoever reads, milliseconds. */
const BURST_MS = 1;

/** What lies between the deliveries of an answer; null where there are no gaps. */
export interface Gaps {
  /** Milliseconds. */
  readonly longestGapMs: number | null;
  /** Share of those under a millisecond, 0 … 1. */
  readonly burstShare: number | null;
}

export function gapsOf(deliveries: readonly Delivery[]): Gaps {
  let [longest, short] = [0, 0];
  for (let i = 1; i < deliveries.length; i++) {
    const gap = (deliveries[i]?.atMs ?? 0) - (deliveries[i - 1]?.atMs ?? 0);
    longest = Math.max(longest, gap);
    if (gap < BURST_MS) short++;
  }
  const gaps = deliveries.length - 1;
  return gaps < 1
    ? { longestGapMs: null, burstShare: null }
    : { longestGapMs: longest, burstShare: short / gaps };
}
