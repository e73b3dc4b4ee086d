import { useMemo } from 'react';
import type { Pointer } from '../../shared/json/pointer.ts';
import { spanOf } from '../outgoing/positions.ts';
import { cx } from '../ui/cx.ts';
import styles from './BodyExcerpt.module.css';
import { markedLines } from './marked-lines.ts';

interface BodyExcerptProps {
  readonly text: string;
  /** What is highlighted. */
  readonly places: readonly Pointer[];
  readonly tone: 'leaked' | 'sent';
}

/** A short body in which some values stand out. */
export function BodyExcerpt({ text, places, tone }: BodyExcerptProps) {
  const lines = useMemo(() => {
    const spans = places.flatMap((place) => spanOf(text, place) ?? []);
    return markedLines(text, spans);
  }, [text, places]);
  return (
    <pre className={styles.body}>
      {lines.map(({ at, text: line, marked }) => (
        <code key={at} className={cx(styles.line, marked && styles[tone])}>
          {line}
        </code>
      ))}
    </pre>
  );
}
