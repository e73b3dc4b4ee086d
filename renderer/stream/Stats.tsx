import type { Timing } from '../../shared/eventstream/timing.ts';
import { recordingOf, type Send } from '../store/sends.ts';
import { cx } from '../ui/cx.ts';
import { milliseconds } from '../ui/units.ts';
import styles from './Stats.module.css';

interface StatsProps {
  readonly send: Send | null;
  readonly timing: Timing;
}

/** A silence this long reads as a stall, milliseconds. */
const STALL_MS = 400;

/** First token, frames, deliveries, longest stall. */
export function Stats({ send, timing }: StatsProps) {
  const frames = recordingOf(send?.id ?? null).frames.length;
  const stall = timing.longestSilenceMs;
  return (
    <dl className={styles.stats}>
      <Stat
        name="first token"
        value={timing.firstTokenMs === null ? null : milliseconds(timing.firstTokenMs)}
      />
      <Stat name="frames" value={frames === 0 ? null : String(frames)} />
      <Stat name="deliveries" value={timing.deliveries === 0 ? null : String(timing.deliveries)} />
      <Stat
        name="longest stall"
        value={stall === null ? null : milliseconds(stall)}
        warn={(stall ?? 0) >= STALL_MS}
      />
    </dl>
  );
}

interface StatProps {
  readonly name: string;
  readonly value: string | null;
  readonly warn?: boolean;
}

/** One figure with its name below. */
export function Stat({ name, value, warn = false }: StatProps) {
  return (
    <div className={styles.stat}>
      <dt>{name}</dt>
      <dd className={cx(warn && styles.warn, value === null && styles.none)}>{value ?? '–'}</dd>
    </div>
  );
}
