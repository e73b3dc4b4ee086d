import type { LedgerRow, RouteView, StageSummary } from '../../shared/contract/inspection.ts';
import { pathOf } from '../../shared/json/pointer.ts';
import type { Rule, StageId } from '../../shared/pipeline/ledger/rule.ts';
import { stageName, targetText } from '../incoming/describe.ts';
import { pointAt } from '../store/link.ts';
import type { Send } from '../store/sends.ts';
import { EvidenceList } from '../ui/EvidenceList.tsx';
import { Prose } from '../ui/Prose.tsx';
import { shown } from '../ui/shown.ts';
import { FateTag } from '../ui/Tag.tsx';
import { STAGE_PURPOSE } from './purpose.ts';
import styles from './StageDetails.module.css';

interface StageDetailsProps {
  readonly id: StageId;
  readonly view: RouteView | null;
  readonly summary: StageSummary | undefined;
  readonly send: Send | null;
}

/** What one stage did, entry by entry. */
export function StageDetails({ id, view, summary, send }: StageDetailsProps) {
  return (
    <>
      <div className={styles.head}>
        <h3>{stageName(id)}</h3>
        <p>{STAGE_PURPOSE[id]}</p>
      </div>
      {id === 'sign' || id === 'send' ? (
        <Sent send={send} />
      ) : id === 'validate' ? (
        <Problems view={view} />
      ) : (
        <Entries view={view} entries={summary?.entries ?? []} count={summary?.count ?? 0} />
      )}
    </>
  );
}

/** So many entries of a stage are listed before the rest is counted. */
const LISTED = 500;

function Entries({
  view,
  entries,
  count,
}: {
  readonly view: RouteView | null;
  readonly entries: readonly number[];
  readonly count: number;
}) {
  if (!view || entries.length === 0) return <p className={styles.none}>Nothing was changed here.</p>;
  return (
    <ul className={styles.list}>
      {entries.slice(0, LISTED).map((index) => {
        const entry = view.ledger[index];
        const rule = entry && view.rules[entry.rule];
        return entry && rule ? <Entry key={index} entry={entry} rule={rule} /> : null;
      })}
      {count > Math.min(entries.length, LISTED) && (
        <li className={styles.none}>and {count - Math.min(entries.length, LISTED)} more</li>
      )}
    </ul>
  );
}

function Entry({ entry, rule }: { readonly entry: LedgerRow; readonly rule: Rule }) {
  const [first] = entry.from;
  const light = (): void => {
    if (entry.to?.part === 'body') pointAt({ side: 'outgoing', pointer: entry.to.pointer });
    else if (first !== undefined) pointAt({ side: 'incoming', pointer: first });
  };
  return (
    <li className={styles.entry} onMouseEnter={light} onMouseLeave={() => pointAt(null)}>
      <div className={styles.way}>
        <FateTag fate={rule.fate} severity={rule.severity} />
        <code>
          {entry.from.length === 0 ? '' : shown(entry.from.map(pathOf).join(', '))}
          {entry.to && (
            <>
              {entry.from.length > 0 && ' → '}
              {shown(targetText(entry.to))}
            </>
          )}
        </code>
      </div>
      <p>
        <Prose text={rule.text} /> <span className={styles.source}>{rule.source}</span>
      </p>
    </li>
  );
}

function Problems({ view }: { readonly view: RouteView | null }) {
  const problems = view?.verdict?.problems ?? [];
  if (!view?.verdict) return <p className={styles.none}>Nothing is sent, so there is nothing to validate.</p>;
  if (problems.length === 0) return <p className={styles.none}>No rule of this family is broken.</p>;
  return (
    <ul className={styles.list}>
      {problems.map((problem) => (
        <li key={`${problem.pointer}${problem.message}`} className={styles.entry}>
          <code>{shown(problem.message)}</code>
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
