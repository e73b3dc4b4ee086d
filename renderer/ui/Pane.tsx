import { Tabs } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './Pane.module.css';

interface PaneTab<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
}

interface PaneProps<T extends string> {
  readonly title: string;
  readonly tab: T;
  readonly tabs: readonly PaneTab<T>[];
  readonly onTab: (tab: T) => void;
  /** Stands beside the title: a state that all tabs share. */
  readonly mark?: ReactNode;
  /** Stands behind the tabs: menus and icon buttons. */
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}

/** A pane with its name on the left and its tabs on the right, as everywhere in the window. */
export function Pane<T extends string>({ title, tab, tabs, onTab, mark, extra, children }: PaneProps<T>) {
  return (
    <section className={styles.pane} aria-label={title}>
      <Tabs.Root className={styles.root} value={tab} onValueChange={(value) => onTab(value as T)}>
        <div className={styles.head}>
          <h2 className={styles.title}>{title}</h2>
          <span className={styles.mark}>{mark}</span>
          <Tabs.List className={styles.tabs} aria-label={title}>
            {tabs.map(({ value, label }) => (
              <Tabs.Trigger key={value} value={value} className={styles.tab}>
                {label}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          {extra}
        </div>
        {children}
      </Tabs.Root>
    </section>
  );
}

interface PaneBodyProps {
  readonly value: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** What a tab of a pane shows. */
export function PaneBody({ value, className, children }: PaneBodyProps) {
  return (
    <Tabs.Content value={value} className={cx(styles.body, className)} tabIndex={-1}>
      {children}
    </Tabs.Content>
  );
}
