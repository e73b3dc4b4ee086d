import { useEffect, useMemo, useRef } from 'react';
import type { Pointer } from '../../shared/json/pointer.ts';
import { spanOf } from '../outgoing/positions.ts';
import { cx } from '../ui/cx.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import styles from './BodyExcerpt.module.css';
import { markedLines } from './marked-lines.ts';

interface BodyExcerptProps {
  readonly label: string;
  readonly text: string;
  /** What is highlighted. */
  readonly places: readonly Pointer[];
  readonly tone: 'leaked' | 'sent';
}

/** A body in which some values stand out; it is scrolled to the first of them. */
export function BodyExcerpt({ label, text, places, tone }: BodyExcerptProps) {
  const lines = useMemo(() => {
    const spans = places.flatMap((place) => spanOf(text, place) ?? []);
    return markedLines(text, spans);
  }, [text, places]);
  const area = useRef<HTMLElement>(null);
  const firstMarked = lines.findIndex(({ marked }) => marked);
  useEffect(() => {
    const line = area.current?.querySelectorAll('code')[firstMarked];
    if (area.current && line) {
      area.current.scrollTop = line.offsetTop - area.current.clientHeight / 4;
    }
  }, [firstMarked]);
  return (
    <ScrollRegion ref={area} label={label} className={styles.body}>
      <pre>
        {lines.map(({ at, text: line, marked }) => (
          <code key={at} className={cx(styles.line, marked && styles[tone])}>
            {line}
          </code>
        ))}
      </pre>
    </ScrollRegion>
  );
}
