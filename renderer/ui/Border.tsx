import { useContext, useEffect, useRef, useState } from 'react';
import styles from './Border.module.css';
import { cx } from './cx.ts';
import { sidesOf } from './panel-sides.ts';
import { SplitContext } from './split-group.ts';
import { useMoving } from './useMoving.ts';

/** The movable border between two panels of a `Split`; what is before it tells its place, in percent of both. */
export function Border({ label }: { readonly label: string }) {
  const { vertical, sizes } = useContext(SplitContext);
  const border = useRef<HTMLDivElement>(null);
  const moving = useMoving(border);
  const [place, setPlace] = useState(50);
  const tell = (): void => {
    const [first, second] = sidesOf(border.current, vertical) ?? [];
    const both = (first?.length ?? 0) + (second?.length ?? 0);
    if (first && both > 0) setPlace(Math.round((100 * first.length) / both));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: told anew whenever a border of the group moved
  useEffect(tell, [sizes]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved
    <div
      ref={border}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={vertical ? 'horizontal' : 'vertical'}
      aria-valuenow={place}
      aria-valuemin={0}
      aria-valuemax={100}
      className={cx(styles.border, vertical ? styles.across : styles.down)}
      onFocus={tell}
      {...moving}
    />
  );
}
