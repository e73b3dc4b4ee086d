import type { AuditResult } from '../../shared/contract/audit.ts';
import { cx } from '../ui/cx.ts';
import styles from './LeakGrid.module.css';
import { changeFilter, useAudit } from './store.ts';

interface GridHeadProps {
  readonly columns: AuditResult['columns'];
  /** Leaks by column. */
  readonly leaks: readonly number[];
  /** The column of the chosen cell. */
  readonly chosen: number | null;
}

/** The names of the body forms, and how many keys leak into each. */
export function GridHead({ columns, leaks, chosen }: GridHeadProps) {
  const leaksInto = useAudit((state) => state.filter.leaksInto);
  return (
    <thead className={styles.head}>
      <tr className={styles.row} aria-rowindex={1}>
        <th scope="col" aria-colindex={1} className={styles.corner}>
          <span>key</span>
          <span>leaks in all keys</span>
        </th>
        {columns.map(({ id, label }, i) => (
          <th
            key={id}
            scope="col"
            aria-colindex={i + 2}
            className={cx(styles.column, i === chosen && styles.on)}
          >
            <button
              type="button"
              className={styles.narrow}
              aria-pressed={id === leaksInto}
              title={id === leaksInto ? 'Show all keys again' : `Only keys that leak into ${label}`}
              onClick={() => changeFilter({ leaksInto: id === leaksInto ? null : id })}
            >
              <span className={styles.upright}>{label}</span>
            </button>
            <span className={cx(styles.count, leaks[i] === 0 && styles.zero)} aria-hidden>
              {leaks[i]}
            </span>
          </th>
        ))}
        <th scope="col" aria-colindex={columns.length + 2} className={styles.column}>
          <span className={styles.upright}>leaks</span>
          <span className={styles.count} aria-hidden />
        </th>
      </tr>
    </thead>
  );
}
