import { useState } from 'react';
import type { OpenedExchange } from '../../shared/contract/capture.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { shown } from '../ui/shown.ts';
import styles from './ExchangePanel.module.css';

const TABS = [
  { value: 'parameters', label: 'Parameters' },
  { value: 'body', label: 'Body' },
] as const;

/** The members of a call, each value in one line. */
function membersOf(text: string): readonly (readonly [key: string, value: string])[] {
  try {
    const value: unknown = JSON.parse(text);
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

/** What the client asked of LiteLLM. */
export function Asked({ client }: { readonly client: OpenedExchange }) {
  const [tab, setTab] = useState<'parameters' | 'body'>('parameters');
  const { row, requestText, alterations } = client;
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
        {alterations.map(({ what }) => (
          <p key={what} className={styles.dim}>
            {what}
          </p>
        ))}
        {tab === 'body' ? (
          <pre className={styles.text}>{shown(requestText)}</pre>
        ) : (
          <dl className={styles.pairs}>
            {membersOf(requestText).map(([key, value]) => (
              <Pair key={key} name={key} value={value} />
            ))}
          </dl>
        )}
      </ScrollRegion>
    </>
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
