import { Lightbulb } from 'lucide-react';
import { connectProgram } from '../capture/store.ts';
import { showFirstSteps, useFirstSteps } from '../store/first-steps.ts';
import { show, useView } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import styles from './FirstHint.module.css';

/** What to do first, in three steps; once it is put away it comes back only when it is asked for. */
export function FirstHint() {
  const seen = useFirstSteps((state) => state.seen);
  const screen = useView((state) => state.screen);
  if (seen || screen !== 'request') return null;
  return (
    <aside className={styles.hint} aria-label="First steps">
      <Lightbulb size={14} aria-hidden />
      <ol>
        <li>
          <b>Paste</b> what your program hands to LiteLLM: JSON, curl, Python, a log.
        </li>
        <li>
          Read what becomes of each parameter, and the <b>body</b> that reaches Bedrock.
        </li>
        <li>
          <b>Send</b> it to the simulator, free of charge; the answer stands beside the prediction.
        </li>
      </ol>
      <Button small onClick={() => connectProgram('bedrock')}>
        Or watch a running program
      </Button>
      <Button small onClick={() => show({ settings: 'words' })}>
        Words explained
      </Button>
      <Button small look="quiet" onClick={() => showFirstSteps(false)}>
        Got it
      </Button>
    </aside>
  );
}
