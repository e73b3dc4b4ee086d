import type { ReactNode } from 'react';
import styles from './Banner.module.css';

/** A line above the window's content that says what is wrong, with what can be done about it. */
export function Banner({ children }: { readonly children: ReactNode }) {
  return <div className={styles.banner}>{children}</div>;
}
