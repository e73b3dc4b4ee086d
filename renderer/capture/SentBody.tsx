import { Clock, Hand } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Alteration } from '../../shared/capture/exchange.ts';
import type { OpenedExchange } from '../../shared/contract/capture.ts';
import { laidOutText } from '../../shared/pipeline/python/json.ts';
import { profileOf } from '../../shared/pipeline/releases/profile.ts';
import { LinesView } from '../lines/LinesView.tsx';
import { bodyNotes } from '../outgoing/body-notes.ts';
import { useRequest } from '../store/request.ts';
import { Empty } from '../ui/Empty.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { shown } from '../ui/shown.ts';
import { bytes } from '../ui/units.ts';
import { Pair } from './Asked.tsx';
import { Attempts } from './Attempts.tsx';
import styles from './ExchangePanel.module.css';
import type { Opened } from './opened.ts';

const TABS = [
  { value: 'diff', label: 'Diff to accepted' },
  { value: 'profile', label: 'To profile', title: 'Beside what the profile chosen for Request would send' },
  { value: 'body', label: 'Captured' },
  { value: 'headers', label: 'Headers' },
] as const;

const NONE: readonly never[] = [];

/** A call that ended without an answer before its body was there: it was too large, or broke off. */
const isCutShort = ({ method, requestBytes, status, state }: OpenedExchange['row']): boolean =>
  method === 'POST' && requestBytes === 0 && status === null && state !== 'open';

/** Whose body it is: of a call that was answered before it went on, or left, nothing was sent. */
function whose({ row, alterations }: OpenedExchange, joined: boolean): string {
  if (row.side === 'client') return 'Client sent';
  if (joined) return 'LiteLLM sent';
  return isCutShort(row) || alterations.some(({ kind }) => kind === 'fault' || kind === 'unsent')
    ? 'Came from the program'
    : 'Sent to Bedrock';
}

/** What Strata did to a call on its way, one sentence each. */
function Alterations({ of }: { readonly of: readonly Alteration[] }) {
  if (of.length === 0) return null;
  return (
    <ul className={styles.altered} aria-label="What Strata did to this call">
      {of.map(({ kind, what }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are in their order and never move
        <li key={i}>
          {kind === 'delayed' ? <Clock size={12} aria-hidden /> : <Hand size={12} aria-hidden />}{' '}
          {shown(what)}
        </li>
      ))}
    </ul>
  );
}

/** The body that went to Bedrock, beside what Bedrock accepts of it; where Strata altered it, beside what came. */
export function SentBody({ opened }: { readonly opened: Opened }) {
  const [tab, setTab] = useState<'diff' | 'profile' | 'body' | 'headers'>('diff');
  const { exchange, client, inspection, sent } = opened;
  const { row, requestText, requestHeaders, predicted, alterations } = exchange;
  const profile = useRequest((state) => state.profile);
  const view = inspection?.kind === 'inspected' ? inspection.views[0] : undefined;
  const outgoing = view?.outcome.kind === 'outgoing' ? view.outcome.outgoing : null;
  const notes = useMemo(() => (view ? bodyNotes(view) : NONE), [view]);
  const body = sent?.body ?? requestText;
  const text = useMemo(() => outgoing?.bodyText ?? laidOutText(body), [outgoing, body]);
  const leftLabel = sent ? 'Went to Bedrock' : 'Captured body';
  const left = useMemo(() => ({ label: leftLabel, text, notes, lit: NONE }), [leftLabel, text, notes]);
  const came = useMemo(
    () => ({ label: 'Came from the program', text: laidOutText(requestText), notes: NONE, lit: NONE }),
    [requestText],
  );
  const accepted = view?.filtered?.text ?? null;
  const unjudged = view?.verdict?.kind === 'not-modelled';
  const refusedLabel = unjudged ? 'Filtered, not judged' : 'Filtered, still refused';
  const acceptedLabel = view?.filtered?.accepted ? 'What Bedrock accepts' : refusedLabel;
  const right = useMemo(
    () => (accepted === null ? null : { label: acceptedLabel, text: accepted, notes: NONE, lit: NONE }),
    [accepted, acceptedLabel],
  );
  const made = useMemo(
    () =>
      predicted === null
        ? null
        : {
            label: `What ${profileOf(profile).label} sends`,
            text: laidOutText(predicted),
            notes: NONE,
            lit: NONE,
          },
    [predicted, profile],
  );
  const beside = { diff: right, profile: made, body: sent ? left : null, headers: null }[tab];
  const first = tab === 'body' && sent ? came : left;
  return (
    <>
      <div className={styles.title}>
        <h3>{whose(exchange, client !== null)}</h3>
        <Attempts opened={opened} />
        <span className={styles.dim} title={shown(row.path)}>
          {shown(row.operation || row.path)} · {bytes(row.requestBytes)}
          {sent && sent.body !== requestText && ' as it came'}
        </span>
        <Segmented label="Captured request" value={tab} options={TABS} onChange={setTab} />
      </div>
      <Alterations of={alterations} />
      {tab === 'headers' ? (
        <ScrollRegion label="Headers of the request" className={styles.scroll}>
          <dl className={styles.pairs}>
            {(sent?.headers ?? requestHeaders).map(([name, value], i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: headers repeat and never move
              <Pair key={i} name={name} value={value} />
            ))}
          </dl>
        </ScrollRegion>
      ) : requestText === '' ? (
        <Empty title="No body">
          {isCutShort(row)
            ? 'It did not come whole: nothing was sent on.'
            : 'This call has none, or its body gave way to newer ones.'}
        </Empty>
      ) : tab === 'profile' && made === null ? (
        <Empty title="Nothing to hold it against">
          {profileOf(profile).label} makes no such call of any request that could stand behind this body.
        </Empty>
      ) : (
        <LinesView left={first} right={beside} folded={beside !== null} />
      )}
    </>
  );
}
