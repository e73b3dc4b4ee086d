import { useMemo } from 'react';
import type { Json } from '../../shared/json/json.ts';
import { type Pointer, pathOf, valueAt } from '../../shared/json/pointer.ts';
import { bodyTargets } from '../outgoing/linking.ts';
import { useRouteView } from '../store/derived.ts';
import { goTo } from '../store/link.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { shown } from '../ui/shown.ts';
import styles from './ConversationTab.module.css';
import { useRequestValue } from './values.ts';

/** Of a long text so much is shown, UTF-16 units. */
const LONGEST = 6_000;
const LONGEST_STRING = 1_500;

/** A value laid out for reading, long strings cut. */
function written(value: Json | undefined): string {
  const text =
    JSON.stringify(
      value,
      (_, inner: unknown) =>
        typeof inner === 'string' && inner.length > LONGEST_STRING
          ? `${inner.slice(0, LONGEST_STRING)}…`
          : inner,
      2,
    ) ?? '';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** A message or tool, opened: what came in, and on demand what went out. */
export function CardDetails({ pointer }: { readonly pointer: Pointer }) {
  const value = useRequestValue(pointer);
  const view = useRouteView();
  const body = view?.outcome.kind === 'outgoing' ? view.outcome.outgoing.bodyText : null;
  const targets = useMemo(() => (view ? bodyTargets(view, pointer) : []), [view, pointer]);
  const [first] = targets;
  const outgoing = useMemo(
    () => (body !== null && first !== undefined ? written(valueAt(JSON.parse(body) as Json, first)) : null),
    [body, first],
  );
  return (
    <div className={styles.details}>
      <ScrollRegion label="As given" className={styles.code}>
        {shown(written(value))}
      </ScrollRegion>
      {outgoing !== null && first !== undefined && (
        <details>
          <summary>As sent</summary>
          <p>
            <button type="button" onClick={() => goTo({ side: 'outgoing', pointer: first })}>
              {shown(pathOf(first))}
            </button>
            {targets.length > 1 && ` and ${targets.length - 1} more`}
          </p>
          <ScrollRegion label="As sent" className={styles.code}>
            {shown(outgoing)}
          </ScrollRegion>
        </details>
      )}
      {outgoing === null && <p>Nothing of it is sent.</p>}
    </div>
  );
}
