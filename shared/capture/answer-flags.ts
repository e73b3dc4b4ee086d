import type { Flag } from './exchange.ts';
import type { Gaps } from './gaps.ts';

/** A silence that a reader notices, milliseconds. */
const STALL_MS = 1_000;
/** So many frames make a stream whose pace can be spoken of. */
const STREAM = 8;
/** So large a share of deliveries on top of one another is a burst. */
const BURST_SHARE = 0.5;

/** How an answer came, as far as that is known. */
export interface Course extends Gaps {
  /** A stream that ended before its end. */
  readonly cutOff: boolean;
  readonly damaged: number;
  readonly frames: number;
  readonly deliveries: number;
}

/** What is remarkable about how an answer came: the same for the live list and for the history. */
export function answerFlags({
  cutOff,
  damaged,
  frames,
  deliveries,
  longestGapMs,
  burstShare,
}: Course): readonly Flag[] {
  const flags: Flag[] = [];
  if (cutOff) flags.push({ kind: 'cut-off', count: 1, names: [] });
  if (damaged > 0) flags.push({ kind: 'damaged', count: damaged, names: [] });
  if (frames < STREAM || deliveries < 2) return flags;
  if ((longestGapMs ?? 0) > STALL_MS) flags.push({ kind: 'stalled', count: 1, names: [] });
  if ((burstShare ?? 0) >= BURST_SHARE)
    flags.push({ kind: 'burst', count: Math.round((burstShare ?? 0) * (deliveries - 1)), names: [] });
  return flags;
}
