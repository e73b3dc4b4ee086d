import type { AuditResult } from '../../shared/contract/audit.ts';
import { profileOf } from '../../shared/pipeline/releases/profile.ts';
import { cx } from '../ui/cx.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { CellDetails } from './CellDetails.tsx';
import styles from './CellPanel.module.css';
import folds from './Change.module.css';
import { MarkSwatch } from './Mark.tsx';
import { MARK_IDS, MARKS } from './mark.ts';
import type { Summary } from './matrix.ts';
import { useAudit } from './store.ts';

interface CellPanelProps {
  readonly result: AuditResult;
  readonly summary: Summary;
}

/** The chosen cell; before one is chosen, how to read the matrix. */
export function CellPanel({ result, summary }: CellPanelProps) {
  const chosen = useAudit((state) => state.chosen);
  const column = result.columns.find(({ id }) => id === chosen?.column);
  return (
    <section className={styles.panel} aria-label="Cell">
      {chosen && column ? (
        <CellDetails cell={chosen} label={column.label} result={result} />
      ) : (
        <Reading result={result} summary={summary} />
      )}
    </section>
  );
}

function Reading({ result, summary }: CellPanelProps) {
  const other = result.against === null ? null : profileOf(result.against).label;
  return (
    <div className={styles.reading}>
      <h2 className={styles.title}>How to read this</h2>
      <p>
        Each cell is one call to LiteLLM: the smallest one that makes this body, with one more key. The mark
        says what became of the key in {profileOf(result.profile).label}.
      </p>
      <ul className={styles.marks}>
        {MARK_IDS.map((id) => (
          <li key={id}>
            <MarkSwatch mark={id} />
            <span>
              <b>{MARKS[id].label}</b> {MARKS[id].meaning}
            </span>
            <span className={styles.number}>{summary.marks[id]}</span>
          </li>
        ))}
      </ul>
      {other && (
        <ul className={styles.marks}>
          <li>
            <span className={cx(styles.corner, folds.fixed)} />
            <span>
              <b>fixed</b> Leaks here, and no longer in {other}.
            </span>
            <span className={styles.number}>{summary.changes.fixed}</span>
          </li>
          <li>
            <span className={cx(styles.corner, folds.new)} />
            <span>
              <b>new</b> Leaks in {other}, and not here.
            </span>
            <span className={styles.number}>{summary.changes.new}</span>
          </li>
          <li>
            <span className={cx(styles.corner, folds.other)} />
            <span>
              <b>other</b> Something else becomes of it in {other}.
            </span>
            <span className={styles.number}>{summary.changes.other}</span>
          </li>
        </ul>
      )}
      <p className={styles.keys}>
        Choose a cell to see its body and Bedrock’s answer. <Kbd keys="← ↑ ↓ →" /> moves, <Kbd keys="Enter" />{' '}
        or a double click opens the request.
      </p>
    </div>
  );
}
