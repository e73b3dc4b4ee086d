import { CircleCheck, CircleX, LocateFixed, TriangleAlert } from 'lucide-react';
import type { LocatedProblem, RouteView } from '../../shared/contract/inspection.ts';
import { pathOf } from '../../shared/json/pointer.ts';
import { useRouteView } from '../store/derived.ts';
import { goTo, pointAt } from '../store/link.ts';
import { Button } from '../ui/Button.tsx';
import { EvidenceList } from '../ui/EvidenceList.tsx';
import { Prose } from '../ui/Prose.tsx';
import { shown } from '../ui/shown.ts';
import { Tag } from '../ui/Tag.tsx';
import { Answer } from './Answer.tsx';
import { BasisNote } from './BasisNote.tsx';
import { Fixes } from './Fixes.tsx';
import styles from './ProblemsPanel.module.css';

/** Bedrock's predicted answer, its real one, and what to do about it. */
export function ProblemsPanel() {
  const view = useRouteView();
  return (
    <section className={styles.panel} aria-label="Bedrock’s answer">
      <div className={styles.head}>
        <h2 className={styles.title}>Bedrock’s answer</h2>
        <Summary view={view} />
      </div>
      <div className={styles.scroll}>
        <Answer />
        {view && <Predicted view={view} />}
      </div>
    </section>
  );
}

function Summary({ view }: { readonly view: RouteView | null }) {
  const verdict = view?.verdict;
  if (!verdict) return null;
  if (verdict.kind === 'not-modelled') return <Tag tone="warn">not modelled</Tag>;
  const { grade, date } = verdict.basis;
  return (
    <span className={styles.summary}>
      <span className={styles.grade}>
        {grade}
        {date !== null && ` ${date}`}
      </span>
      {verdict.kind === 'accepted' ? (
        <Tag tone="kept">200 predicted</Tag>
      ) : (
        <Tag tone="leaked">
          {verdict.status} {verdict.errorType} predicted
        </Tag>
      )}
    </span>
  );
}

function Predicted({ view }: { readonly view: RouteView }) {
  const { verdict } = view;
  if (!verdict) {
    return <p className={styles.calm}>Nothing is sent, so Bedrock is never asked.</p>;
  }
  return (
    <ul className={styles.list}>
      {verdict.problems.map((problem) => (
        <Problem key={`${problem.pointer} ${problem.message}`} problem={problem} />
      ))}
      {verdict.problems.length === 0 && verdict.kind === 'refused' && (
        <li className={styles.problem}>
          <CircleX size={15} aria-hidden className={styles.bad} />
          <code className={styles.message}>{shown(verdict.message)}</code>
        </li>
      )}
      {verdict.kind === 'accepted' && (
        <li className={styles.problem}>
          <CircleCheck size={15} aria-hidden className={styles.good} />
          <p>Bedrock accepts this body.</p>
        </li>
      )}
      {verdict.kind === 'not-modelled' && (
        <li className={styles.problem}>
          <TriangleAlert size={15} aria-hidden className={styles.warn} />
          <p>Not modelled: {shown(verdict.message)}</p>
        </li>
      )}
      {verdict.kind !== 'not-modelled' && (
        <li>
          <BasisNote basis={verdict.basis} />
        </li>
      )}
      <Losses view={view} />
    </ul>
  );
}

/** So many silent losses are named before the rest is counted. */
const NAMED_LOSSES = 6;

function Losses({ view: { losses, rules } }: { readonly view: RouteView }) {
  const more = losses.length - NAMED_LOSSES;
  return (
    <>
      {losses.slice(0, NAMED_LOSSES).map(({ pointer, rule }) => (
        <li
          key={pointer}
          className={styles.problem}
          onMouseEnter={() => pointAt({ side: 'incoming', pointer })}
          onMouseLeave={() => pointAt(null)}
        >
          <TriangleAlert size={15} aria-hidden className={styles.warn} />
          <p>
            <b>Silent loss:</b> <code>{shown(pathOf(pointer))}</code>{' '}
            <span className={styles.dim}>
              — <Prose text={rules[rule]?.text ?? ''} />
            </span>
          </p>
        </li>
      ))}
      {more > 0 && <li className={styles.more}>and {more} more; the stages above name each</li>}
    </>
  );
}

function Problem({ problem }: { readonly problem: LocatedProblem }) {
  const Icon = problem.severity === 'error' ? CircleX : TriangleAlert;
  const light = (): void => pointAt({ side: 'outgoing', pointer: problem.pointer });
  return (
    <li className={styles.problem} onMouseEnter={light} onMouseLeave={() => pointAt(null)}>
      <Icon size={15} aria-hidden className={problem.severity === 'error' ? styles.bad : styles.warn} />
      <div className={styles.words}>
        <p>
          <span className="visually-hidden">{problem.severity}: </span>
          <code className={styles.message}>{shown(problem.message)}</code>{' '}
          <span className={styles.dim}>
            — <Prose text={problem.why} /> {!problem.confirmed && 'Not confirmed on Bedrock itself.'}
          </span>
        </p>
        <Fixes actions={problem.actions} />
        <EvidenceList evidence={problem.evidence} />
      </div>
      <Button
        small
        look="quiet"
        aria-label={`Show where: ${problem.message}`}
        title="Show it in the body"
        onClick={() => goTo({ side: 'outgoing', pointer: problem.pointer })}
      >
        <LocateFixed size={14} aria-hidden />
      </Button>
    </li>
  );
}
