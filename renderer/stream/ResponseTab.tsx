import { Copy } from 'lucide-react';
import { laidOutText } from '../../shared/pipeline/python/json.ts';
import { LinesView } from '../lines/LinesView.tsx';
import { copyText } from '../store/notices.ts';
import type { Send } from '../store/sends.ts';
import { recordingOf } from '../store/streams.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { shown } from '../ui/shown.ts';
import { milliseconds } from '../ui/units.ts';
import { FailureHint } from './FailureHint.tsx';
import { GuardrailReport } from './GuardrailReport.tsx';
import { piecesOf } from './lanes.ts';
import styles from './ResponseTab.module.css';

const NONE: readonly never[] = [];

/** Status, headers, usage and the body of an answer. */
export function ResponseTab({ send }: { readonly send: Send | null }) {
  if (!send)
    return <Empty title="No answer yet">Status, headers, usage and body of the answer stand here.</Empty>;
  const { response, failure, usage, stopReason, guardrail, endMs } = send;
  const facts: readonly (readonly [string, string | null])[] = [
    [
      'status',
      failure?.status ? `${failure.status} ${failure.type}` : response ? String(response.status) : null,
    ],
    ['error', failure && !failure.status ? failure.type : null],
    ['request id', failure?.requestId ?? response?.headers['x-amzn-requestid'] ?? null],
    ['outcome', send.status],
    ['stop reason', stopReason],
    ['response headers after', response ? milliseconds(response.atMs) : null],
    ['whole answer after', endMs === null ? null : milliseconds(endMs)],
    ['input tokens', count(usage?.inputTokens)],
    ['output tokens', count(usage?.outputTokens)],
    ['cache read', count(usage?.cacheReadTokens)],
    ['cache written', count(usage?.cacheWriteTokens)],
  ];
  return (
    <div className={styles.scroll}>
      {failure && (
        <div className={styles.failure}>
          <code>{shown(failure.message)}</code>
          <FailureHint failure={failure} />
        </div>
      )}
      {guardrail && <GuardrailReport guardrail={guardrail} />}
      <dl className={styles.facts}>
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name} className={styles.pair}>
              <dt>{name}</dt>
              <dd>{shown(value)}</dd>
            </div>
          ),
        )}
      </dl>
      {response && Object.keys(response.headers).length > 0 && (
        <>
          <h3 className={styles.title}>Headers</h3>
          <dl className={styles.facts}>
            {Object.entries(response.headers).map(([name, value]) => (
              <div key={name} className={styles.pair}>
                <dt>{name}</dt>
                <dd>{shown(value)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <Body send={send} />
    </div>
  );
}

const count = (tokens: number | null | undefined): string | null =>
  typeof tokens === 'number' ? String(tokens) : null;

function Body({ send }: { readonly send: Send }) {
  if (send.status === 'running') return null;
  const streamed = send.body === null;
  const text = send.body === null ? (send.earlier?.text ?? '') + wholeText(send.id) : laidOutText(send.body);
  if (text === '') return null;
  return (
    <>
      <h3 className={styles.title}>
        {streamed ? 'Whole text' : 'Body'}
        <Button small look="quiet" onClick={() => void copyText(text, streamed ? 'Text' : 'Body')}>
          <Copy size={13} aria-hidden /> Copy
        </Button>
      </h3>
      {streamed ? (
        <p className={styles.text}>{text}</p>
      ) : (
        <div className={styles.code}>
          <LinesView left={{ label: 'Response body', text, notes: NONE, lit: NONE }} right={null} />
        </div>
      )}
    </>
  );
}

function wholeText(id: number): string {
  return recordingOf(id)
    .frames.flatMap(piecesOf)
    .filter(({ kind }) => kind === 'text')
    .map(({ text }) => text)
    .join('');
}
