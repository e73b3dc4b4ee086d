import { Check, CircleX, Equal, EqualNot, Zap } from 'lucide-react';
import { useStrangerWords } from '../store/derived.ts';
import { type Send, shownSend, useSends } from '../store/sends.ts';
import { shown } from '../ui/shown.ts';
import { Outline, Tag } from '../ui/Tag.tsx';
import { VERDICT_WORDS } from '../ui/verdict-words.ts';
import styles from './Answer.module.css';
import { compareAnswer } from './answer.ts';

/** What really came back from the send that is shown, beside what was predicted for it. */
export function Answer() {
  const send = useSends(shownSend);
  return send && <AnswerOf send={send} />;
}

function AnswerOf({ send }: { readonly send: Send }) {
  const stranger = useStrangerWords(send);
  const comparison = compareAnswer(send);
  return (
    <div className={styles.answer} role="status">
      {send.failure && send.failure.origin !== 'bedrock' && <Failure send={send} />}
      {comparison && (
        <>
          <span className={styles.icon}>
            {comparison.answered === 'accepted' ? (
              <Check size={15} aria-hidden className={styles.good} />
            ) : (
              <CircleX size={15} aria-hidden className={styles.bad} />
            )}
          </span>
          <div className={styles.text}>
            <p>
              <b>Answered:</b>{' '}
              <code>
                {shown(comparison.relation === 'as-predicted' ? comparison.brief : comparison.answered)}
              </code>
            </p>
            {comparison.relation === 'differs' && (
              <p>
                <b>Predicted:</b> <code>{shown(comparison.predicted)}</code>
              </p>
            )}
            {send.failure?.requestId && (
              <p className={styles.dim}>Request id {shown(send.failure.requestId)}</p>
            )}
          </div>
          <div className={styles.tags}>
            {comparison.relation === 'as-predicted' && (
              <Tag tone="kept" meaning={VERDICT_WORDS['as predicted']}>
                <Equal size={11} aria-hidden className={styles.glyph} /> as predicted
              </Tag>
            )}
            {comparison.relation === 'injected' && (
              <Tag tone="warn" meaning={VERDICT_WORDS['fault injected']}>
                <Zap size={11} aria-hidden className={styles.glyph} /> fault injected
              </Tag>
            )}
            {comparison.relation === 'differs' && (
              <Tag tone="leaked" meaning={VERDICT_WORDS['not as predicted']}>
                <EqualNot size={11} aria-hidden className={styles.glyph} /> not as predicted
              </Tag>
            )}
          </div>
        </>
      )}
      {stranger && (comparison || send.failure) && <Outline tone="warn">{stranger}</Outline>}
    </div>
  );
}

const ORIGINS = {
  credentials: 'Credentials',
  network: 'Connection',
  protocol: 'Answer unreadable',
  request: 'Not sent',
  bedrock: 'Bedrock',
} as const;

function Failure({ send }: { readonly send: Send }) {
  const { failure } = send;
  if (!failure) return null;
  return (
    <>
      <span className={styles.icon}>
        <CircleX size={15} aria-hidden className={styles.bad} />
      </span>
      <div className={styles.text}>
        <p>
          <b>{ORIGINS[failure.origin]}:</b> <code>{shown(failure.message)}</code>
        </p>
        {failure.hint && <p>{failure.hint}</p>}
      </div>
    </>
  );
}
