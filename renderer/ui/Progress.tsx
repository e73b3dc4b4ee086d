import styles from './Progress.module.css';

interface ProgressProps {
  /** What is counted, for screen readers. */
  readonly label: string;
  /** 0 to 1. */
  readonly share: number;
}

/** A thin line that says how far something is. */
export function Progress({ label, share }: ProgressProps) {
  return (
    <progress className={styles.progress} aria-label={label} value={share}>
      {Math.round(share * 100)} %
    </progress>
  );
}
