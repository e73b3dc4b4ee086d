import { CircleCheck, CircleX, Equal, EqualNot } from 'lucide-react';
import { useMemo } from 'react';
import type { OpenedExchange } from '../../shared/contract/capture.ts';
import { retime, type Timing } from '../../shared/eventstream/timing.ts';
import { laidOutText } from '../../shared/pipeline/python/json.ts';
import type { RecordedFrame } from '../../shared/recording/recording.ts';
import { GrowingTimeline } from '../stream/growing-timeline.ts';
import { TimelineStrip } from '../stream/TimelineStrip.tsx';
import tint from '../ui/deliveries.module.css';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { shown } from '../ui/shown.ts';
import { Tag } from '../ui/Tag.tsx';
import { duration } from '../ui/units.ts';
import { VERDICT_WORDS } from '../ui/verdict-words.ts';
import { OtherAnswers } from './Attempts.tsx';
import { answerTo, type Comparison } from './answer-to.ts';
import styles from './ExchangePanel.module.css';
import type { Opened } from './opened.ts';

/** Who answered: a call that a rule or somebody answered did not reach Bedrock. */
function whoAnswered({ row, alterations }: OpenedExchange): string {
  if (row.status === null && row.state !== 'open') return 'No answer';
  if (row.side === 'client') return 'LiteLLM answered';
  const not = alterations.some(({ kind }) => kind === 'fault' || kind === 'answered');
  return not ? 'Answered in Bedrock’s place' : 'Bedrock answered';
}

/** Why no answer stands here; empty where one does. */
function whyNone({ row: { state, status }, failure }: OpenedExchange): string {
  if (status !== null) return '';
  if (state === 'open') return 'Nothing came yet.';
  if (state === 'interrupted') return 'Strata ended before anything came.';
  return state === 'cancelled' ? 'The program left before anything came.' : failure;
}

/** What Bedrock answered, beside what was predicted. */
export function Answered({ opened }: { readonly opened: Opened }) {
  const { family } = opened;
  const { row, responseText, frames } = opened.exchange;
  const at = family.findIndex(({ id }) => id === row.id);
  const comparison = useMemo(() => answerTo(opened), [opened]);
  return (
    <>
      <div className={styles.title}>
        <h3>{whoAnswered(opened.exchange)}</h3>
        <span className={styles.dim}>
          {family.length > 1 && `${family.length} times`}
          {row.requestId !== null && `${family.length > 1 ? ', ' : ''}request id ${row.requestId}`}
        </span>
      </div>
      <ScrollRegion label="Answer" className={styles.scroll}>
        <OtherAnswers rows={family.slice(0, Math.max(0, at))} />
        {comparison ? (
          <Verdict comparison={comparison} />
        ) : (
          <p className={styles.dim}>{shown(whyNone(opened.exchange))}</p>
        )}
        <p className={styles.figures}>
          {row.firstTokenMs !== null && (
            <span>
              <b>{duration(row.firstTokenMs)}</b> first token
            </span>
          )}
          {row.frames > 0 && (
            <span>
              <b>{row.frames}</b> {row.side === 'bedrock' ? 'frames' : 'events'}
            </span>
          )}
          {row.longestGapMs !== null && (
            <span>
              <b>{duration(row.longestGapMs)}</b> longest stall
            </span>
          )}
          {row.stopReason !== null && <span>{shown(row.stopReason)}</span>}
          {row.trace !== null && (
            <span title="The trace that the program’s headers name; trace: finds its calls">
              trace <code>{row.trace.traceId}</code>
            </span>
          )}
        </p>
        {frames.length > 0 ? (
          <Stream opened={opened} />
        ) : (
          <Text text={comparison && comparison.words !== '' ? null : responseText} />
        )}
        {at >= 0 && <OtherAnswers rows={family.slice(at + 1)} />}
      </ScrollRegion>
    </>
  );
}

function Verdict({ comparison }: { readonly comparison: Comparison }) {
  const { good, answered, predicted, words, predictedWords, same } = comparison;
  return (
    <>
      <p className={styles.line}>
        {good ? (
          <CircleCheck size={14} aria-hidden className={styles.good} />
        ) : (
          <CircleX size={14} aria-hidden className={styles.bad} />
        )}
        <b>{answered}</b>
        {predicted === null ? (
          'answered'
        ) : same ? (
          <>
            answered{' '}
            <Tag tone="kept" meaning={VERDICT_WORDS['as predicted']}>
              <Equal size={11} aria-hidden /> as predicted
            </Tag>
            {words !== '' && 'in the same words'}
          </>
        ) : (
          <>
            answered{' '}
            <Tag tone="leaked" meaning={VERDICT_WORDS['not as predicted']}>
              <EqualNot size={11} aria-hidden /> not as predicted
            </Tag>
            <b>{predicted}</b> predicted
          </>
        )}
      </p>
      {words !== '' && <p className={styles.words}>{shown(words)}</p>}
      {!same && predictedWords !== '' && (
        <p className={styles.dim}>
          Predicted: <code>{shown(predictedWords)}</code>
        </p>
      )}
    </>
  );
}

const Text = ({ text }: { readonly text: string | null }) => {
  if (text === null || text === '') return null;
  return <pre className={styles.text}>{shown(laidOutText(text).slice(0, 200_000))}</pre>;
};

/** What a reader saw at once, tinted in turns. */
interface Piece {
  readonly delivery: number;
  readonly text: string;
}

function piecesOf(frames: readonly RecordedFrame[], { delivery }: Timing): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const [k, { deltas }] of frames.entries()) {
    const text = deltas
      .map((delta) =>
        delta.kind === 'text' || delta.kind === 'reasoning' || delta.kind === 'tool-input' ? delta.text : '',
      )
      .join('');
    if (text === '') continue;
    const number = delivery[k] ?? 0;
    const last = pieces.at(-1);
    if (last?.delivery === number) pieces[pieces.length - 1] = { delivery: number, text: last.text + text };
    else pieces.push({ delivery: number, text });
  }
  return pieces;
}

/** Pieces of an answer that are drawn; the whole is in the stream lab. */
const MOST_PIECES = 2_000;

function Stream({ opened }: { readonly opened: Opened }) {
  const { frames, reads, row } = opened.exchange;
  const figures = useMemo(() => {
    const line = new GrowingTimeline().follow({ frames: [...frames], reads: [...reads] }, row.endMs);
    return { line, timing: retime(line, null) };
  }, [frames, reads, row.endMs]);
  const pieces = useMemo(() => piecesOf(frames, figures.timing), [frames, figures]);
  return (
    <>
      <TimelineStrip figures={figures} />
      <p className={styles.answer}>
        {pieces.slice(0, MOST_PIECES).map(({ delivery, text }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer that is over never changes
          <span key={i} className={delivery % 2 === 0 ? tint.a : tint.b}>
            {text}
          </span>
        ))}
        {pieces.length > MOST_PIECES && ' …'}
      </p>
    </>
  );
}
