import type { Timing } from '../../shared/eventstream/timing.ts';
import type { Send } from '../store/sends.ts';
import { recordingOf } from '../store/streams.ts';
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
    <StatRow
      stats={[
        {
          name: 'first token',
          value: timing.firstTokenMs === null ? null : milliseconds(timing.firstTokenMs),
        },
        { name: 'frames', value: frames === 0 ? null : frames.toLocaleString('en') },
        {
          name: 'deliveries',
          value: timing.deliveries === 0 ? null : timing.deliveries.toLocaleString('en'),
        },
        {
          name: 'longest stall',
          value: stall === null ? null : milliseconds(stall),
          warn: (stall ?? 0) >= STALL_MS,
        },
      ]}
    />
  );
}

interface Stat {
  readonly name: string;
  readonly value: string | null;
  readonly warn?: boolean;
}

/** Figures side by side, each with its name below. */
export function StatRow({ stats }: { readonly stats: readonly Stat[] }) {
  return (
    <dl className={styles.stats}>
      {stats.map(({ name, value, warn = false }) => (
        <div key={name} className={styles.stat}>
          <dt>{name}</dt>
          <dd className={cx(warn && styles.warn, value === null && styles.none)}>{value ?? '–'}</dd>
        </div>
      ))}
    </dl>
  );
}
