import { type ReactNode, useContext, useMemo, useRef, useState } from 'react';
import { recall, remember, storage } from '../store/remembered.ts';
import { cx } from './cx.ts';
import styles from './Split.module.css';
import { SplitContext } from './split-group.ts';
import { isSizes, leastLength, type Sizes } from './split-sizes.ts';

const AREA = storage('local');

interface SplitProps {
  /** Under this name the sizes are remembered. */
  readonly name: string;
  readonly vertical?: boolean;
  readonly children: ReactNode;
}

/** Panels with a movable `Border` between any two; where the user left the borders is remembered. */
export function Split({ name, vertical = false, children }: SplitProps) {
  const key = `strata.split.${name}`;
  const [sizes, setSizes] = useState<Sizes>(() => recall(AREA, key, {}, isSizes));
  const latest = useRef(sizes);
  const group = useMemo(() => {
    const set = (next: Sizes): void => {
      latest.current = next;
      setSizes(next);
    };
    return {
      vertical,
      sizes,
      change: (some: Sizes) => set({ ...latest.current, ...some }),
      forget: (ids: readonly string[]) =>
        set(Object.fromEntries(Object.entries(latest.current).filter(([id]) => !ids.includes(id)))),
      keep: () => remember(AREA, key, latest.current),
    };
  }, [vertical, sizes, key]);
  return (
    <SplitContext value={group}>
      <div className={cx(styles.group, vertical && styles.column)}>{children}</div>
    </SplitContext>
  );
}

interface PanelProps {
  /** Unlike those of the other panels of its `Split`. */
  readonly id: string;
  /** How long it is at first: pixels, which it keeps when the window's size changes, or its share of the room. */
  readonly defaultSize: number | `${number}%`;
  /** Pixels. */
  readonly minSize: number;
  readonly maxSize?: number;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** One of the parts of a `Split`. The style sheet alone lays it out, so that nothing is measured before it is drawn. */
export function Panel({ id, defaultSize, minSize, maxSize, className, children }: PanelProps) {
  const { vertical, sizes } = useContext(SplitContext);
  const size = sizes[id] ?? Number.parseFloat(String(defaultSize));
  const [least, most] = vertical
    ? (['minHeight', 'maxHeight'] as const)
    : (['minWidth', 'maxWidth'] as const);
  return (
    <div
      data-panel={id}
      data-least={minSize}
      className={cx(styles.panel, className)}
      style={{
        flex: typeof defaultSize === 'number' ? `0 1 ${size}px` : `${size} 1 0`,
        [least]: leastLength(minSize),
        ...(maxSize !== undefined && { [most]: maxSize }),
      }}
    >
      {children}
    </div>
  );
}
