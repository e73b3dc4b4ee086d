import { durationOf, type Line } from './group.ts';
import styles from './TimeBar.module.css';

interface TimeBarProps {
  readonly line: Line;
  /** The end of the axis, milliseconds. */
  readonly axis: number;
  readonly now: number;
}

const WIDTH = 200;
const HEIGHT = 12;

/** A call on the axis of all: thin while it waited, hollow until the first token, solid while it streamed, red where it broke. */
export function TimeBar({ line, axis, now }: TimeBarProps) {
  const { row, offsetMs, role } = line;
  const x = (ms: number): number => Math.min(WIDTH, axis === 0 ? 0 : (ms / axis) * WIDTH);
  const end = offsetMs + durationOf(row, now);
  const first = row.firstTokenMs === null ? end : offsetMs + row.firstTokenMs;
  const broken = row.state === 'failed' || (row.status ?? 0) >= 400;
  return (
    <svg className={styles.bar} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
      {offsetMs > 0 && <rect className={styles.gap} x={0} y={5.5} width={x(offsetMs)} height={1} />}
      <rect
        className={styles.wait}
        x={x(offsetMs)}
        y={2}
        width={Math.max(1, x(first) - x(offsetMs))}
        height={8}
      />
      {end > first && (
        <rect
          className={role === 'fallback' ? styles.other : styles.stream}
          x={x(first)}
          y={0}
          width={Math.max(1, x(end) - x(first))}
          height={HEIGHT}
        />
      )}
      {broken && (
        <rect className={styles.broken} x={Math.min(WIDTH - 4, x(end))} y={0} width={4} height={HEIGHT} />
      )}
      {row.state === 'open' && (
        <rect className={styles.head} x={Math.min(WIDTH - 2, x(end))} y={0} width={2} height={HEIGHT} />
      )}
    </svg>
  );
}
