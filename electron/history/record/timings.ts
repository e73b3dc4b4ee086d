import type { Delivery } from '../../../shared/capture/exchange.ts';

/** Gaps shorter than this are one burst to whoever reads, milliseconds. */
const BURST_MS = 1;

/** The longest gap between deliveries and the share of those under a millisecond; null where there are no gaps. */
export function gapsOf(deliveries: readonly Delivery[]): {
  readonly longestGapMs: number | null;
  readonly burstShare: number | null;
} {
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
