import { ArrowDown, ArrowUp } from 'lucide-react';
import styles from './SortHead.module.css';

interface SortHeadProps {
  readonly head: string;
  /** True where the table is sorted by this column. */
  readonly on: boolean;
  readonly descending: boolean;
  readonly onSort: () => void;
}

/** The head of a column that a table can be sorted by. */
export function SortHead({ head, on, descending, onSort }: SortHeadProps) {
  const Arrow = descending ? ArrowDown : ArrowUp;
  const order = descending ? 'descending' : 'ascending';
  return (
    <button
      type="button"
      className={styles.sort}
      aria-label={on ? `${head}, sorted ${order}` : `Sort by ${head}`}
      onClick={onSort}
    >
      {head} {on && <Arrow size={11} aria-hidden />}
    </button>
  );
}
