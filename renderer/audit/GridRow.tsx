import { memo } from 'react';
import type { AuditResult, AuditRow } from '../../shared/contract/audit.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { cx } from '../ui/cx.ts';
import folds from './Change.module.css';
import { cellText } from './cell-text.ts';
import styles from './LeakGrid.module.css';
import tones from './Mark.module.css';
import { MarkShape } from './Mark.tsx';
import { markOf } from './mark.ts';
import { changesOf, leaksIn } from './matrix.ts';

interface GridRowProps {
  readonly row: AuditRow;
  readonly index: number;
  /** Distance from the first row, px. */
  readonly top: number;
  readonly columns: AuditResult['columns'];
  readonly profile: ProfileId;
  readonly against: ProfileId | null;
  /** The column whose cell the Tab key reaches. */
  readonly tabStop: number | null;
  /** The column of the chosen cell. */
  readonly chosen: number | null;
}

/** One key in all body forms. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, index, top, columns, profile, against, tabStop, chosen } = props;
  const leaks = leaksIn(row.cells);
  const changes = changesOf(row, { profile, against });
  const then = against === null ? leaks : leaksIn(row.against);
  return (
    <tr
      className={cx(styles.row, chosen !== null && styles.on)}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={index + 2}
      data-row={index}
    >
      <th scope="row" aria-colindex={1} className={styles.key} title={row.key}>
        {row.key}
      </th>
      {columns.map(({ id, label }, i) => {
        const cell = row.cells[i];
        if (!cell) return null;
        const mark = markOf(cell);
        const change = changes[i];
        return (
          <td
            key={id}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of the grid can be chosen
            role="gridcell"
            aria-colindex={i + 2}
            aria-selected={i === chosen}
            aria-label={cellText({ key: row.key, label, cell, other: row.against[i], profile, against })}
            tabIndex={i === tabStop ? 0 : -1}
            data-column={i}
            className={cx(styles.cell, tones[mark], change && folds[change])}
          >
            <MarkShape mark={mark} />
          </td>
        );
      })}
      <td aria-colindex={columns.length + 2} className={styles.leaks}>
        {then === leaks ? (
          leaks
        ) : (
          <>
            {leaks} <span aria-hidden>→</span>
            <span className="visually-hidden">then</span> {then}
          </>
        )}
      </td>
    </tr>
  );
});
