import { CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import type { RouteView } from '../../shared/contract/inspection.ts';
import type { Pointer } from '../../shared/json/pointer.ts';
import { EvidenceList } from '../ui/EvidenceList.tsx';
import { Prose } from '../ui/Prose.tsx';
import { answerTo } from './answer-to.ts';
import styles from './CellPanel.module.css';

interface AnswerProps {
  readonly view: RouteView;
  /** The key the cell is about, and where its values stand in the body. */
  readonly name: string;
  readonly places: readonly Pointer[];
}

/** Bedrock's predicted answer to the body of a cell. */
export function Answer({ view, name, places }: AnswerProps) {
  const answer = answerTo(view, name, places);
  const verdict = view.verdict;
  if (!answer || !verdict) return null;
  if (answer.kind === 'accepted') {
    return (
      <p className={styles.answer}>
        <CircleCheck size={14} aria-hidden className={styles.good} />
        <span>Bedrock accepts this body.</span>
      </p>
    );
  }
  if (answer.kind === 'not-modelled') {
    return (
      <p className={styles.answer}>
        <CircleHelp size={14} aria-hidden />
        <span>Not modelled: {verdict.message}</span>
      </p>
    );
  }
  return (
    <div className={styles.answer}>
      <CircleX size={14} aria-hidden className={styles.bad} />
      <div>
        <p>
          Bedrock answers {verdict.status} {verdict.errorType}: <code>{verdict.message}</code>
        </p>
        {answer.kind === 'refused' && !answer.named && <p>The answer does not name the key.</p>}
        {answer.kind === 'refused' ? (
          <>
            <p className={styles.dim}>
              <Prose text={answer.problem.why} />
            </p>
            <EvidenceList evidence={answer.problem.evidence} />
          </>
        ) : (
          <p className={styles.dim}>This is not because of the key: the smallest call already lacks it.</p>
        )}
      </div>
    </div>
  );
}
