import { isStale, useInspection } from '../store/inspection.ts';
import { editRequest } from '../store/view.ts';
import { shown } from '../ui/shown.ts';
import styles from './StaleMark.module.css';

/** Marks what is being computed anew, and what belongs to an earlier text because the present one cannot be read; a click leads to the reason. */
export function StaleMark() {
  const stale = useInspection(isStale);
  const problem = useInspection((state) => state.problems[0]);
  const failure = useInspection((state) => state.failure);
  const busy = useInspection((state) => state.busy);
  if (busy) return <span className={styles.busy}>reading …</span>;
  if (!stale) return null;
  const why = problem
    ? `Line ${problem.range.line}, column ${problem.range.column}: ${problem.message}`
    : (failure ?? '');
  return (
    <button
      type="button"
      className={styles.mark}
      title={`${shown(why)}\nThis is the last request that could be read.`}
      aria-label={`Stale: ${shown(why)}`}
      onClick={() => editRequest(problem?.range.from ?? null)}
    >
      stale
    </button>
  );
}
