import { CircleX, TriangleAlert } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { LocatedProblem } from '../../shared/contract/inspection.ts';
import { readJson } from '../../shared/json/read-json.ts';
import { StaleMark } from '../incoming/StaleMark.tsx';
import { LinesView } from '../lines/LinesView.tsx';
import { NothingSent } from '../outgoing/NothingSent.tsx';
import { useCompared } from '../store/compared.ts';
import { useInspection } from '../store/inspection.ts';
import { show, useView } from '../store/view.ts';
import { Bar } from '../ui/Bar.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Prose } from '../ui/Prose.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { shown } from '../ui/shown.ts';
import { Tag } from '../ui/Tag.tsx';
import { AlignedRows, SideHead } from './AlignedRows.tsx';
import { align, countRelations, differs, type Relation } from './align.ts';
import { CompareChoice } from './CompareChoice.tsx';
import styles from './ComparePane.module.css';
import { type Pair, type Side, usePair } from './pair.ts';
import { RELATIONS } from './relations.ts';
import { SideAnswers } from './SideAnswers.tsx';

const MODES = [
  { value: 'meaning', label: 'Meaning' },
  { value: 'differences', label: 'Only differences' },
  { value: 'text', label: 'Text' },
] as const;

/** One request twice: on both routes, or under two profiles. */
export function ComparePane() {
  const { pair, failure } = usePair();
  return (
    <section className={styles.pane} aria-label="Compare">
      {pair ? (
        <Compared pair={pair} />
      ) : (
        <>
          <Bar className={styles.bar}>
            <CompareChoice />
          </Bar>
          <NoPair failure={failure} />
        </>
      )}
    </section>
  );
}

function NoPair({ failure }: { readonly failure: string | null }) {
  const unreadable = useInspection(({ problems }) => problems.length > 0);
  if (failure === null && !unreadable) return <Empty title="Reading the other side …" />;
  return <Empty title="Nothing to compare yet">{failure ?? 'The request has to be readable first.'}</Empty>;
}

function Compared({ pair }: { readonly pair: Pair }) {
  const mode = useView((state) => state.compare);
  const { requestText, left, right } = pair;
  const rows = useMemo(() => align(readJson(requestText), left.view, right.view), [requestText, left, right]);
  useEffect(() => {
    useCompared.setState({ sides: [left, right] });
    return () => useCompared.setState({ sides: null });
  }, [left, right]);
  const counts = countRelations(rows);
  const [only, setOnly] = useState<Relation | null>(null);
  const listed = (mode === 'differences' ? rows.filter(differs) : rows).filter(
    ({ relation }) => only === null || relation === only,
  );
  return (
    <>
      <Bar className={styles.bar}>
        <CompareChoice />
        <StaleMark />
        {(Object.keys(RELATIONS) as Relation[]).map((relation) =>
          counts[relation] === 0 ? null : (
            <button
              key={relation}
              type="button"
              className={styles.chip}
              aria-pressed={only === relation}
              title={only === relation ? 'Show all rows' : 'Show these rows only'}
              onClick={() => setOnly(only === relation ? null : relation)}
            >
              <Tag tone={RELATIONS[relation].tone}>
                {counts[relation]} {RELATIONS[relation].label.replace(' meaning', '')}
              </Tag>
            </button>
          ),
        )}
        <span className={styles.hint}>{mode === 'text' ? 'Line by line' : 'Aligned by meaning'}</span>
        <Segmented
          label="Way of comparing"
          value={mode}
          options={MODES}
          onChange={(compare) => show({ compare })}
        />
      </Bar>
      <div className={styles.rows}>
        {mode === 'text' ? <Text pair={pair} /> : <AlignedRows rows={listed} pair={pair} />}
      </div>
      <Problems sides={[left, right]} />
      <SideAnswers pair={pair} />
    </>
  );
}

const NONE: readonly never[] = [];

function Text({ pair: { left, right } }: { readonly pair: Pair }) {
  const [one, other] = [left.view.outcome, right.view.outcome];
  if (one.kind !== 'outgoing') return <NothingSent view={left.view} outcome={one} />;
  if (other.kind !== 'outgoing') return <NothingSent view={right.view} outcome={other} />;
  return (
    <>
      <div className={styles.sides}>
        <span>
          <SideHead side={left} place={0} />
        </span>
        <span>
          <SideHead side={right} place={1} />
        </span>
      </div>
      <LinesView
        left={{ label: `${left.name} body`, text: one.outgoing.bodyText, notes: NONE, lit: NONE }}
        right={{ label: `${right.name} body`, text: other.outgoing.bodyText, notes: NONE, lit: NONE }}
      />
    </>
  );
}

function Problems({ sides }: { readonly sides: readonly Side[] }) {
  const found = new Map<string, { readonly names: string[]; readonly problem: LocatedProblem }>();
  for (const { name, view } of sides) {
    for (const problem of view.verdict?.problems ?? []) {
      const known = found.get(problem.message);
      if (known) known.names.push(name);
      else found.set(problem.message, { names: [name], problem });
    }
  }
  if (found.size === 0) return null;
  // Of both sides together what refuses stands before what warns.
  const warns = ({ problem }: { readonly problem: LocatedProblem }): number =>
    Number(problem.severity === 'warning');
  const listed = [...found].sort(([, a], [, b]) => warns(a) - warns(b));
  return (
    <ul className={styles.problems}>
      {listed.map(([message, { names, problem }]) => (
        <li key={message}>
          {problem.severity === 'error' ? (
            <CircleX size={14} aria-hidden className={styles.bad} />
          ) : (
            <TriangleAlert size={14} aria-hidden className={styles.warn} />
          )}
          <p>
            <span className="visually-hidden">{problem.severity}: </span>
            <code>{shown(message)}</code>{' '}
            <span className={styles.hint}>
              — {[...new Set(names)].join(' and ')}. <Prose text={problem.why} />
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}
