import { memo, type RefObject } from 'react';
import { cx } from '../ui/cx.ts';
import styles from './lines.module.css';

/** Something that the ruler shows, at a share (0 … 1) of the rows. */
export interface Tick {
  readonly at: number;
  readonly tone: 'change' | 'error' | 'warning' | 'found';
}

interface RulerProps {
  readonly ticks: readonly Tick[];
  /** The box that stands for what is in view; moved by whoever scrolls. */
  readonly box: RefObject<HTMLDivElement | null>;
  readonly onGo: (share: number) => void;
  readonly title?: string;
}

/** Places on the ruler are told apart down to so many parts of its height. */
const PLACES = 240;

const RANK = ['found', 'change', 'warning', 'error'] as const;

/** One tick for each place, the worst that is there. */
function gathered(ticks: readonly Tick[]): readonly Tick[] {
  const places = new Map<string, Tick>();
  for (const { at, tone } of ticks) {
    const place = Math.round(at * PLACES);
    const lane = tone === 'found' ? 'found' : 'other';
    const known = places.get(`${lane}${place}`);
    if (!known || RANK.indexOf(known.tone) < RANK.indexOf(tone))
      places.set(`${lane}${place}`, { at: place / PLACES, tone });
  }
  return [...places.values()];
}

/** The whole text as a strip: where changes, problems and matches are. A click goes there; the keyboard has F7 and the search. */
export const Ruler = memo(function Ruler({ ticks, box, onGo, title }: RulerProps) {
  return (
    <div
      className={styles.ruler}
      aria-hidden
      title={title}
      onPointerDown={(event) => {
        const { top, height } = event.currentTarget.getBoundingClientRect();
        onGo((event.clientY - top) / height);
      }}
    >
      <div ref={box} className={styles.box} />
      {gathered(ticks).map(({ at, tone }) => (
        <i
          key={`${tone}${at}`}
          className={cx(styles.tick, styles[`tick-${tone}`])}
          style={{ top: `${at * 100}%` }}
        />
      ))}
    </div>
  );
});
