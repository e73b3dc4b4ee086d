import { ChevronDown, ChevronUp, CircleCheck, CircleX, LocateFixed, TriangleAlert } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import type { LocatedVerdict, RouteView } from '../../shared/contract/inspection.ts';
import { groupLosses } from '../../shared/losses/group.ts';
import { LossGroups } from '../losses/lazy.ts';
import { useRouteView } from '../store/derived.ts';
import { pointAt, showPlace } from '../store/link.ts';
import { shownSend, useSends } from '../store/sends.ts';
import { type AnswerFilter, show, useView } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { EvidenceList } from '../ui/EvidenceList.tsx';
import { Places } from '../ui/Places.tsx';
import { Prose } from '../ui/Prose.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { shown } from '../ui/shown.ts';
import { Tag } from '../ui/Tag.tsx';
import { VERDICT_WORDS } from '../ui/verdict-words.ts';
import { Answer } from './Answer.tsx';
import { BasisNote } from './BasisNote.tsx';
import { Fixes } from './Fixes.tsx';
import { groupProblems, type ProblemGroup } from './group-problems.ts';
import styles from './ProblemsPanel.module.css';
import { mostTelling } from './problem-count.ts';

/** Bedrock's predicted answer, its real one, and what to do about it. */
export function ProblemsPanel() {
  const view = useRouteView();
  const filter = useView((state) => state.answerFilter);
  const open = useView((state) => state.problemsOpen);
  const scroller = useRef<HTMLDivElement>(null);
  const outcome = useSends((state) => {
    const send = shownSend(state);
    return send && `${send.id} ${send.status}`;
  });
  // What was answered stands on top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another outcome alone brings it into view
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [outcome]);
  return (
    <section className={cx(styles.panel, !open && styles.folded)} aria-label="Bedrock’s answer">
      <div className={styles.head}>
        <h2 className={styles.title}>Bedrock’s answer</h2>
        <Filter view={view} />
        <Summary view={view} />
        <Button
          small
          look="quiet"
          aria-expanded={open}
          aria-label={open ? 'Fold the answer panel' : 'Open the answer panel'}
          title={open ? 'Fold the answer panel' : 'Open the answer panel'}
          onClick={() => show({ problemsOpen: !open })}
        >
          {open ? <ChevronDown size={14} aria-hidden /> : <ChevronUp size={14} aria-hidden />}
        </Button>
      </div>
      {open && (
        <div ref={scroller} className={styles.scroll}>
          <Answer />
          {view && <Predicted view={view} filter={filter} />}
        </div>
      )}
    </section>
  );
}

function Summary({ view }: { readonly view: RouteView | null }) {
  const verdict = view?.verdict;
  if (!verdict) return null;
  if (verdict.kind === 'not-modelled')
    return (
      <Tag tone="warn" meaning={VERDICT_WORDS['not modelled']}>
        not modelled
      </Tag>
    );
  const { grade, date } = verdict.basis;
  return (
    <span className={styles.summary}>
      <span className={styles.grade}>
        {grade}
        {date !== null && ` ${date}`}
      </span>
      {verdict.kind === 'accepted' ? (
        <Tag tone="kept" meaning={VERDICT_WORDS.predicted}>
          200 predicted
        </Tag>
      ) : (
        <Tag tone="leaked" meaning={VERDICT_WORDS.predicted}>
          {verdict.status} {verdict.errorType} predicted
        </Tag>
      )}
    </span>
  );
}

/** What the panel lists; only where there is something to tell apart. */
function Filter({ view }: { readonly view: RouteView | null }) {
  const filter = useView((state) => state.answerFilter);
  const problems = view?.verdict?.problems ?? [];
  const losses = view?.losses.length ?? 0;
  if (problems.length === 0 || losses === 0) return null;
  return (
    <Segmented
      label="What is listed"
      value={filter}
      onChange={(answerFilter) => show({ answerFilter })}
      options={[
        { value: 'all', label: 'All' },
        { value: 'problems', label: mostTelling(problems) },
        { value: 'losses', label: `${losses} lost` },
      ]}
    />
  );
}

interface PredictedProps {
  readonly view: RouteView;
  readonly filter: AnswerFilter;
}

function Predicted({ view, filter }: PredictedProps) {
  const { verdict } = view;
  if (!verdict) {
    return <p className={styles.calm}>Nothing is sent, so Bedrock is never asked.</p>;
  }
  // A filter holds only while there are both: nothing is hidden where the switch is not there.
  const both = verdict.problems.length > 0 && view.losses.length > 0;
  return (
    <ul className={styles.list}>
      {!(both && filter === 'losses') && <Verdicts verdict={verdict} />}
      {!(both && filter === 'problems') && <Losses view={view} />}
    </ul>
  );
}

function Verdicts({ verdict }: { readonly verdict: LocatedVerdict }) {
  const groups = useMemo(() => groupProblems(verdict.problems), [verdict.problems]);
  return (
    <>
      {groups.map((group) => (
        <Problem key={group.id} group={group} />
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
    </>
  );
}

function Losses({ view }: { readonly view: RouteView }) {
  const groups = useMemo(() => groupLosses(view), [view]);
  return groups.length > 0 && <LossGroups groups={groups} />;
}

/** So many places of a problem are named. */
const PLACES = 12;

function Problem({ group }: { readonly group: ProblemGroup }) {
  const { problem, pointers, actions } = group;
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
        {pointers.length > 1 && (
          <Places
            lead={`${pointers.length} places:`}
            places={pointers.map((pointer) => ({ side: 'outgoing', pointer }) as const)}
            most={PLACES}
            onGo={showPlace}
          />
        )}
        <Fixes actions={actions} likely={problem.severity === 'error'} />
        <EvidenceList evidence={problem.evidence} />
      </div>
      <Button
        small
        look="quiet"
        aria-label={`Show where: ${shown(problem.message)}`}
        title="Show it in the body"
        onClick={() => showPlace({ side: 'outgoing', pointer: problem.pointer })}
      >
        <LocateFixed size={14} aria-hidden />
      </Button>
    </li>
  );
}
