import type { NewerVersion as Answer } from '../../shared/contract/desk.ts';
import { useConnection } from '../store/connection.ts';
import { Button } from '../ui/Button.tsx';
import styles from './About.module.css';
import { askNewer, useNewer } from './newer.ts';

/** Whether there is a newer version; nobody is asked before the user wants to know. */
export function NewerVersion() {
  const client = useConnection((state) => state.client);
  const answer = useNewer((state) => state.answer);
  return (
    <div className={styles.newer}>
      <Button small disabled={!client || answer === 'asking'} onClick={() => void askNewer()}>
        Look for a newer version
      </Button>
      <p role="status" className={styles.line}>
        {answer === null && 'Strata asks for nothing by itself; this asks its list of versions once.'}
        {answer === 'asking' && 'Asking …'}
        {answer !== null && answer !== 'asking' && <Told answer={answer} />}
      </p>
    </div>
  );
}

function Told({ answer }: { readonly answer: Answer }) {
  if (answer.kind === 'unknown') return answer.why;
  if (answer.kind === 'newest') return `${answer.version} is the newest version.`;
  return (
    <>
      Version {answer.version} is there:{' '}
      <a href={answer.url} target="_blank" rel="noopener noreferrer">
        {answer.url}
      </a>
    </>
  );
}
