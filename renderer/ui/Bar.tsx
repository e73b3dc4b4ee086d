import type { ReactNode } from 'react';
import styles from './Bar.module.css';
import { cx } from './cx.ts';

interface BarProps {
  readonly as?: 'div' | 'header' | 'footer';
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A line of controls across the window or a pane; its height is the class's of whoever uses it. */
export function Bar({ as: Element = 'div', className, children }: BarProps) {
  return <Element className={cx(styles.bar, className)}>{children}</Element>;
}
