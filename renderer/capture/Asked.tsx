import { Fragment, useState } from 'react';
import { parseJson } from '../../shared/json/parse.ts';
import { cx } from '../ui/cx.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { shown } from '../ui/shown.ts';
import { FateTag } from '../ui/Tag.tsx';
import { duration } from '../ui/units.ts';
import styles from './ExchangePanel.module.css';
import type { Opened } from './opened.ts';

/** UTF-16 units of an answer that are drawn. */
const MOST_SHOWN = 200_000;

const TABS = [
  { value: 'parameters', label: 'Parameters' },
  { value: 'body', label: 'Body' },
  { value: 'got', label: 'Got', title: 'What LiteLLM answered the client' },
] as const;
type Tab = (typeof TABS)[number]['value'];

/** The members of a call, each value in one line. */
function membersOf(text: string): readonly (readonly [key: string, value: string])[] {
  try {
    const value: unknown = parseJson(text);
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).map(([key, member]) => [
      key,
      Array.isArray(member)
        ? `${member.length} ${member.length === 1 ? 'item' : 'items'}`
        : JSON.stringify(member).slice(0, 200),
    ]);
  } catch {
    return [];
  }
}

type AskedProps = Pick<Opened, 'fates'> & { readonly client: NonNullable<Opened['client']> };

/** What the client asked of LiteLLM and what became of it, and what it got. */
export function Asked({ client, fates }: AskedProps) {
  const [tab, setTab] = useState<Tab>('parameters');
  const { row, requestText, responseText, alterations } = client;
  return (
    <>
      <div className={styles.title}>
        <h3>Client asked</h3>
        <span className={styles.dim}>
          {row.method} {shown(row.path)}
        </span>
        <Segmented label="What the client asked" value={tab} options={TABS} onChange={setTab} />
      </div>
      <ScrollRegion label="What the client asked" className={styles.scroll}>
        {row.trace !== null && (
          <p className={styles.dim} title="The trace that the client’s headers name; trace: finds its calls">
            trace <code>{row.trace.traceId}</code>
          </p>
        )}
        {alterations.map(({ what }) => (
          <p key={what} className={styles.dim}>
            {what}
          </p>
        ))}
        {tab === 'body' && <pre className={styles.text}>{shown(requestText)}</pre>}
        {tab === 'got' && (
          <>
            <p className={styles.line}>
              <b>{row.status ?? row.state}</b> {row.endMs !== null && `after ${duration(row.endMs)}`}
            </p>
            <pre className={styles.text}>{shown((responseText ?? '').slice(0, MOST_SHOWN))}</pre>
          </>
        )}
        {tab === 'parameters' && <Parameters text={requestText} fates={fates} />}
      </ScrollRegion>
    </>
  );
}

/** Members of the client's call, each with what became of it where that is known. */
function Parameters({ text, fates }: { readonly text: string } & Pick<Opened, 'fates'>) {
  const known = new Map(fates.map((row) => [row.key, row]));
  return (
    <dl className={cx(styles.pairs, fates.length > 0 && styles.fates)}>
      {membersOf(text).map(([key, value]) => {
        const fate = known.get(key);
        return (
          <Fragment key={key}>
            <Pair name={key} value={value} />
            {fates.length > 0 && <dd>{fate && <FateTag fate={fate.fate} severity={fate.severity} />}</dd>}
          </Fragment>
        );
      })}
    </dl>
  );
}

export function Pair({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{shown(name)}</dt>
      <dd>{shown(value)}</dd>
    </>
  );
}
