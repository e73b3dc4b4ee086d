import type { SendFailure } from '../../shared/contract/sending.ts';
import { focusPane } from '../app/panes.ts';
import { leaveComparison } from '../store/compared.ts';
import { show } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import styles from './Notice.module.css';

/** Opens the panel that lists what is wrong, and puts the focus there: what was pressed is gone with its pane. */
function toAnswer(): void {
  leaveComparison(true);
  show({ problemsOpen: true, answerFilter: 'problems' });
  requestAnimationFrame(() => focusPane('Bedrock’s answer'));
}

/** What to do about a failure; where that stands in another pane, with the way there. */
export function FailureHint({ failure: { hint, origin, type } }: { readonly failure: SendFailure }) {
  if (!hint) return null;
  return (
    <>
      <p>{hint}</p>
      {origin === 'bedrock' && type === 'ValidationException' && (
        <Button small className={styles.way} onClick={toAnswer}>
          Show what is wrong
        </Button>
      )}
    </>
  );
}
