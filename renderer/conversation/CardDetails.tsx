import { useMemo, useState } from 'react';
import type { LocatedProblem, RouteView } from '../../shared/contract/inspection.ts';
import type { Json } from '../../shared/json/json.ts';
import { parseJson } from '../../shared/json/parse.ts';
import { isWithin, type Pointer, pathOf, valueAt } from '../../shared/json/pointer.ts';
import { groupPlaces } from '../../shared/losses/group.ts';
import { bodyTargets, incomingSources } from '../outgoing/linking.ts';
import { useRouteView } from '../store/derived.ts';
import { showPlace } from '../store/link.ts';
import { Prose } from '../ui/Prose.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { shown } from '../ui/shown.ts';
import { FateTag, Tag } from '../ui/Tag.tsx';
import styles from './ConversationTab.module.css';
import { useRequestValue } from './values.ts';
import { written } from './written.ts';

/** A message or tool, opened: what came in, what became of it, and on demand what went out. */
export function CardDetails({ pointer }: { readonly pointer: Pointer }) {
  const value = useRequestValue(pointer);
  const view = useRouteView();
  const body = view?.outcome.kind === 'outgoing' ? view.outcome.outgoing.bodyText : null;
  const targets = useMemo(() => (view ? bodyTargets(view, pointer) : []), [view, pointer]);
  const [first] = targets;
  const outgoing = useMemo(
    () => (body !== null && first !== undefined ? valueAt(parseJson(body), first) : undefined),
    [body, first],
  );
  return (
    <div className={styles.details}>
      {view && <Fared view={view} pointer={pointer} />}
      <Laid label="As given" value={value} />
      {outgoing !== undefined && first !== undefined && (
        <details>
          <summary>As sent</summary>
          <p>
            <button type="button" onClick={() => showPlace({ side: 'outgoing', pointer: first })}>
              {shown(pathOf(first))}
            </button>
            {targets.length > 1 && ` and ${targets.length - 1} more`}
          </p>
          <Laid label="As sent" value={outgoing} />
        </details>
      )}
      {outgoing === undefined && <p>Nothing of it is sent.</p>}
    </div>
  );
}

function Laid({ label, value }: { readonly label: string; readonly value: Json | undefined }) {
  const [whole, setWhole] = useState(false);
  const { text, isCut } = useMemo(() => written(value, whole), [value, whole]);
  return (
    <>
      <ScrollRegion label={label} className={styles.code}>
        {shown(text)}
      </ScrollRegion>
      {isCut && (
        <button type="button" className={styles.all} onClick={() => setWhole(true)}>
          Show all of it
        </button>
      )}
    </>
  );
}

const refusedIn = (view: RouteView, pointer: Pointer): readonly LocatedProblem[] =>
  (view.verdict?.problems ?? []).filter(
    (problem) =>
      problem.severity === 'error' &&
      incomingSources(view, problem.pointer).some((source) => isWithin(source, pointer)),
  );

/** What inside a message or tool is lost or refused, and why. */
function Fared({ view, pointer }: { readonly view: RouteView; readonly pointer: Pointer }) {
  const lost = useMemo(() => {
    const places = view.losses.flatMap(({ pointer: at, rule: number }) => {
      const rule = view.rules[number];
      return rule && isWithin(at, pointer) ? [{ pointer: at.slice(pointer.length), rule }] : [];
    });
    return groupPlaces(places);
  }, [view, pointer]);
  const refused = useMemo(() => refusedIn(view, pointer), [view, pointer]);
  if (lost.length + refused.length === 0) return null;
  return (
    <ul className={styles.fared} aria-label="What became of it">
      {refused.map((problem) => (
        <li key={`${problem.pointer} ${problem.message}`}>
          <Tag tone="leaked">refused</Tag>{' '}
          <button type="button" onClick={() => showPlace({ side: 'outgoing', pointer: problem.pointer })}>
            {shown(problem.message)}
          </button>{' '}
          <Prose text={problem.why} />
        </li>
      ))}
      {lost.map(({ id, path, pointers, rule }) => (
        <li key={id}>
          <FateTag fate={rule.fate} severity={rule.severity} />{' '}
          <code>{path === '' ? 'all of it' : shown(path)}</code>
          {pointers.length > 1 && ` ${pointers.length} times`} <Prose text={rule.text} />
        </li>
      ))}
    </ul>
  );
}
