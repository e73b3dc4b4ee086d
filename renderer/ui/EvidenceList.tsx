import type { Evidence, Grade } from '../../shared/validation/problem.ts';
import styles from './EvidenceList.module.css';

/** What a grade says, in the reader's words. */
const GRADES: Readonly<Record<Grade, string>> = {
  recorded: 'recorded answer of the service',
  quoted: 'quoted in a public report',
  documented: 'documented',
  inferred: 'inferred, not seen on Bedrock itself',
};

/** What a rule stands on, latest first; a link opens in the user's own browser. */
export function EvidenceList({ evidence }: { readonly evidence: readonly Evidence[] }) {
  return (
    <ul className={styles.list} aria-label="Evidence">
      {evidence.map(({ source, url, date, grade, outdatedBy }) => (
        <li key={`${source} ${date}`}>
          {url === null ? (
            source
          ) : (
            <a href={url} target="_blank" rel="noopener noreferrer" className={styles.link}>
              {source}
            </a>
          )}{' '}
          <span className={styles.grade} title={GRADES[grade]}>
            {grade}
            {date !== null && ` ${date}`}
          </span>
          {outdatedBy !== undefined && ` \u00b7 older than the change of ${outdatedBy}`}
        </li>
      ))}
    </ul>
  );
}
