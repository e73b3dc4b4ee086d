import { useMemo } from 'react';
import type { ParamRow, RouteView } from '../../shared/contract/inspection.ts';
import { groupPlaces } from '../../shared/losses/group.ts';
import type { Target } from '../../shared/pipeline/ledger/trace.ts';
import { useInspection } from '../store/inspection.ts';
import { goTo, showPlace } from '../store/link.ts';
import { Prose } from '../ui/Prose.tsx';
import { shown } from '../ui/shown.ts';
import { FateTag } from '../ui/Tag.tsx';
import { leavesText, stageName, targetText } from './describe.ts';
import { notableInside } from './notable.ts';
import styles from './ParamsTable.module.css';
import { ParamValue } from './ParamValue.tsx';

/** Through a proxy: where the parameter is from and what had to give way to it. */
function Origin({ of: row }: { readonly of: ParamRow }) {
  const proxy = useInspection((state) => state.result?.proxy ?? null);
  const origin = row.fate === 'added' ? null : proxy?.origins.find(({ key }) => key === row.key);
  if (!proxy || !origin) return null;
  const beaten = proxy.losses.filter(({ what }) => what === row.key);
  return (
    <>
      <dt>From</dt>
      <dd>
        {shown(origin.words)}
        {beaten.length > 0 && ` (over ${beaten.map(({ words }) => words).join(', ')})`}
      </dd>
    </>
  );
}

/** A place that a value went to, and the way there. */
function Went({ to }: { readonly to: Target }) {
  const text = shown(targetText(to));
  if (to.part !== 'body') return text;
  return (
    <button
      type="button"
      className={styles.place}
      onClick={() => showPlace({ side: 'outgoing', pointer: to.pointer })}
    >
      {text}
    </button>
  );
}

/** So many values inside a parameter are named before the rest is counted. */
const NAMED_INSIDE = 8;

/** What is to be said of a parameter: its rule, its value, where it went, and what inside it fared otherwise. */
export function ParamDetails({ view, row }: { readonly view: RouteView; readonly row: ParamRow }) {
  const leaves = leavesText(row);
  const inside = useMemo(() => groupPlaces(notableInside(view, row)), [view, row]);
  return (
    <tr className={styles.explained}>
      <td colSpan={4}>
        <p>
          <Prose text={row.rule.text} />
        </p>
        <ParamValue view={view} row={row} />
        <dl className={styles.facts}>
          <dt>Stage</dt>
          <dd>{stageName(row.rule.stage)}</dd>
          {row.targets.length > 0 && (
            <>
              <dt>Went to</dt>
              <dd className={styles.mono}>
                {row.targets.slice(0, 6).map((target) => (
                  <div key={targetText(target)}>
                    <Went to={target} />
                  </div>
                ))}
                {row.targets.length > 6 && <div>and {row.targets.length - 6} more</div>}
              </dd>
            </>
          )}
          {leaves && (
            <>
              <dt>Values</dt>
              <dd>{leaves}</dd>
            </>
          )}
          <dt>Source</dt>
          <dd>{row.rule.source}</dd>
          <Origin of={row} />
        </dl>
        {inside.length > 0 && (
          <ul className={styles.inside} aria-label={`Inside ${shown(row.key)}`}>
            {inside.slice(0, NAMED_INSIDE).map(({ id, path, pointers, rule }) => (
              <li key={id}>
                <FateTag fate={rule.fate} severity={rule.severity} />{' '}
                <button
                  type="button"
                  className={styles.place}
                  onClick={() => goTo({ side: 'incoming', pointer: pointers[0] ?? row.pointer })}
                >
                  {shown(path)}
                </button>
                {pointers.length > 1 && ` ${pointers.length} times`}
                <p>
                  <Prose text={rule.text} />
                </p>
              </li>
            ))}
            {inside.length > NAMED_INSIDE && (
              <li>and {inside.length - NAMED_INSIDE} more in the stages above</li>
            )}
          </ul>
        )}
      </td>
    </tr>
  );
}
