import type { Basis, Grade } from '../../shared/validation/problem.ts';
import styles from './ProblemsPanel.module.css';

const STANDS_ON: Readonly<Record<Grade, string>> = {
  recorded: 'stands on a recorded answer of the service',
  quoted: 'stands on a public report that quotes the service',
  documented: 'stands on documentation alone',
  inferred: 'inferred: nothing seen on Bedrock itself says so',
};

/** How sure a verdict is, since when, and whose rules it took for an unknown model. */
export function BasisNote({ basis }: { readonly basis: Basis }) {
  const { grade, date, nearest, olderThan, life } = basis;
  return (
    <p className={styles.basis}>
      This verdict {STANDS_ON[grade]}
      {date !== null && `, ${date}`}.
      {nearest !== null && (
        <>
          {' '}
          No table knows this model id; the rules of <code>{nearest}</code> were taken.
        </>
      )}
      {olderThan !== null && ` That is older than the change of ${olderThan} in what the model takes.`}
      {life !== null && ` ${life.note}`}
    </p>
  );
}
