import type { ReactNode } from 'react';
import { cx } from '../ui/cx.ts';
import styles from './Mark.module.css';
import type { MarkId } from './mark.ts';

const SHAPES: Readonly<Record<MarkId, ReactNode>> = {
  leaked: <circle cx="6" cy="6" r="4" fill="currentColor" />,
  nested: (
    <>
      <circle cx="6" cy="6" r="3.4" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <path d="M6 2.6a3.4 3.4 0 0 0 0 6.8z" fill="currentColor" />
    </>
  ),
  lost: (
    <circle
      cx="6"
      cy="6"
      r="3.4"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      strokeDasharray="2 1.56"
    />
  ),
  refused: <path d="m3 3 6 6m0-6-6 6" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  crashed: <path d="M6 2v5m0 1.6v1.6" fill="none" stroke="currentColor" strokeWidth="1.7" />,
  sent: <path d="M2 6h7.4M6.6 3.2 9.4 6 6.6 8.8" fill="none" stroke="currentColor" strokeWidth="1.3" />,
  unsent: <circle cx="6" cy="6" r="0.9" fill="currentColor" />,
};

/** The sign of a mark, for the eye only. */
export function MarkShape({ mark }: { readonly mark: MarkId }) {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" className={styles.shape} aria-hidden>
      {SHAPES[mark]}
    </svg>
  );
}

/** A mark on its ground, as in the grid: for legends and headings. */
export function MarkSwatch({ mark }: { readonly mark: MarkId }) {
  return (
    <span className={cx(styles.swatch, styles[mark])}>
      <MarkShape mark={mark} />
    </span>
  );
}
