import { TriangleAlert } from 'lucide-react';
import { isStale, useInspection } from '../store/inspection.ts';
import { editRequest } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import styles from './StaleNote.module.css';

/** Says that what is shown belongs to an earlier text, and why the present one cannot be read. */
export function StaleNote() {
  const stale = useInspection(isStale);
  const problem = useInspection((state) => state.problems[0]);
  const failure = useInspection((state) => state.failure);
  const empty = useInspection((state) => state.result === null);
  if (!problem && !failure) return null;
  return (
    <div className={styles.note} role="status">
      <TriangleAlert size={14} aria-hidden className={styles.icon} />
      <div className={styles.text}>
        <p>
          <b>{stale ? 'Stale.' : 'Not readable.'}</b> {problem ? problem.message : failure}
        </p>
        {problem && (
          <p className={styles.hint}>
            Line {problem.range.line}, column {problem.range.column}
            {problem.hint && ` — ${problem.hint}`}
            {stale && !empty && ' This is the last request that could be read.'}
          </p>
        )}
      </div>
      {problem && (
        <Button small onClick={() => editRequest(problem.range.from)}>
          Show
        </Button>
      )}
    </div>
  );
}
