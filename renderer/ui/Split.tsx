import type { ReactNode } from 'react';
import { Group, type Layout, Separator } from 'react-resizable-panels';
import { recall, remember, storage } from '../store/remembered.ts';
import { cx } from './cx.ts';
import styles from './Split.module.css';

const AREA = storage('local');

const isLayout = (value: unknown): value is Layout =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((size) => typeof size === 'number');

interface SplitProps {
  /** Under this name the sizes are remembered. */
  readonly name: string;
  readonly vertical?: boolean;
  readonly children: ReactNode;
}

/** Panels with movable borders between them; where the user left the borders is remembered. */
export function Split({ name, vertical = false, children }: SplitProps) {
  const key = `strata.layout.${name}`;
  const kept = recall<Layout | null>(AREA, key, null, (value): value is Layout | null => isLayout(value));
  return (
    <Group
      id={name}
      className={styles.group}
      orientation={vertical ? 'vertical' : 'horizontal'}
      {...(kept ? { defaultLayout: kept } : {})}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction) remember(AREA, key, layout);
      }}
    >
      {children}
    </Group>
  );
}

/** The movable border between two panels. */
export function Border({ label, vertical = false }: { readonly label: string; readonly vertical?: boolean }) {
  return (
    <Separator className={cx(styles.border, vertical ? styles.across : styles.down)} aria-label={label} />
  );
}
