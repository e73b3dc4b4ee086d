import { ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { RouteView } from '../../shared/contract/inspection.ts';
import type { StageId } from '../../shared/pipeline/ledger/rule.ts';
import { stageName } from '../incoming/describe.ts';
import { groupProblems } from '../problems/group-problems.ts';
import { useOwnSend, useRouteView } from '../store/derived.ts';
import { type Pointed, pointAt, showPlace } from '../store/link.ts';
import type { Send } from '../store/sends.ts';
import { EvidenceList } from '../ui/EvidenceList.tsx';
import { Places } from '../ui/Places.tsx';
import { Prose } from '../ui/Prose.tsx';
import { shown } from '../ui/shown.ts';
import { FateTag } from '../ui/Tag.tsx';
import { type EntryGroup, groupEntries } from './group-entries.ts';
import { STAGE_PURPOSE } from './purpose.ts';
import styles from './StageDetails.module.css';

interface StageDetailsProps {
  readonly id: StageId;
  /** Called when the user goes from here to a value. */
  readonly onGone: () => void;
}

/** What one stage did, one entry a kind; each leads to its values. */
export function StageDetails({ id, onGone }: StageDetailsProps) {
  const view = useRouteView();
  const send = useOwnSend();
  const summary = view?.stages.find((stage) => stage.id === id);
  return (
    <>
      <div className={styles.head}>
        <h3>{stageName(id)}</h3>
        <p>{STAGE_PURPOSE[id]}</p>
      </div>
      {id === 'sign' || id === 'send' ? (
        <Sent send={send} />
      ) : id === 'validate' ? (
        <Problems view={view} onGone={onGone} />
      ) : (
        <Entries view={view} entries={summary?.entries ?? NONE} count={summary?.count ?? 0} onGone={onGone} />
      )}
    </>
  );
}

const NONE: readonly number[] = [];

/** So many kinds of entries are listed, and so many places of one kind, before the rest is counted. */
const LISTED = 200;
const PLACES = 60;

interface EntriesProps {
  readonly view: RouteView | null;
  readonly entries: readonly number[];
  readonly count: number;
  readonly onGone: () => void;
}

function Entries({ view, entries, count, onGone }: EntriesProps) {
  const groups = useMemo(() => (view ? groupEntries(view, entries) : []), [view, entries]);
  if (groups.length === 0) return <p className={styles.none}>Nothing was changed here.</p>;
  const shownGroups = groups.slice(0, LISTED);
  const left = count - shownGroups.reduce((sum, { places }) => sum + places.length, 0);
  return (
    <ul className={styles.list}>
      {shownGroups.map((group) => (
        <Entry key={group.id} group={group} onGone={onGone} />
      ))}
      {left > 0 && <li className={styles.none}>and {left} more</li>}
    </ul>
  );
}

function Entry({ group, onGone }: { readonly group: EntryGroup; readonly onGone: () => void }) {
  const { rule, way, places } = group;
  const [first = null] = places;
  const [open, setOpen] = useState(false);
  const go = (place: Pointed): void => {
    showPlace(place);
    onGone();
  };
  return (
    <li className={styles.entry} onMouseEnter={() => pointAt(first)} onMouseLeave={() => pointAt(null)}>
      <div className={styles.way}>
        <FateTag fate={rule.fate} severity={rule.severity} />
        <button type="button" className={styles.go} disabled={!first} onClick={() => first && go(first)}>
          {shown(way)}
        </button>
        {places.length > 1 && (
          <button type="button" className={styles.times} aria-expanded={open} onClick={() => setOpen(!open)}>
            <ChevronRight size={11} aria-hidden /> {places.length} times
          </button>
        )}
      </div>
      <p>
        <Prose text={rule.text} /> <span className={styles.source}>{rule.source}</span>
      </p>
      {open && (
        <Places
          className={styles.places}
          places={places.filter((place) => place !== null)}
          most={PLACES}
          onGo={go}
        />
      )}
    </li>
  );
}

interface ProblemsProps {
  readonly view: RouteView | null;
  readonly onGone: () => void;
}

function Problems({ view, onGone }: ProblemsProps) {
  const problems = view?.verdict?.problems ?? [];
  if (!view?.verdict) return <p className={styles.none}>Nothing is sent, so there is nothing to validate.</p>;
  if (problems.length === 0) return <p className={styles.none}>No rule of this family is broken.</p>;
  return (
    <ul className={styles.list}>
      {groupProblems(problems).map(({ id, problem, pointers }) => (
        <li key={id} className={styles.entry}>
          <button
            type="button"
            className={styles.go}
            onClick={() => {
              showPlace({ side: 'outgoing', pointer: problem.pointer });
              onGone();
            }}
          >
            {shown(problem.message)}
            {pointers.length > 1 && <span className={styles.source}> {pointers.length} times</span>}
          </button>
          <p>
            <Prose text={problem.why} />
          </p>
          <EvidenceList evidence={problem.evidence} />
        </li>
      ))}
    </ul>
  );
}

function Sent({ send }: { readonly send: Send | null }) {
  if (!send?.request) return <p className={styles.none}>Nothing has been sent yet.</p>;
  const { request, response } = send;
  return (
    <dl className={styles.pairs}>
      <dt>{request.method}</dt>
      <dd>{request.url}</dd>
      {Object.entries(request.headers).map(([name, value]) => (
        <div key={name} className={styles.pair}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {response && (
        <>
          <dt>answered</dt>
          <dd>
            {response.status} after {response.atMs.toFixed(0)} ms
          </dd>
        </>
      )}
    </dl>
  );
}
