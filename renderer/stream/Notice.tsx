import { CircleX } from 'lucide-react';
import type { SendFailure } from '../../shared/contract/sending.ts';
import type { Earlier } from '../store/recordings.ts';
import type { Send } from '../store/sends.ts';
import { recordingOf } from '../store/streams.ts';
import { shown } from '../ui/shown.ts';
import { bytes } from '../ui/units.ts';
import { Clock } from './Clock.tsx';
import { FailureHint } from './FailureHint.tsx';
import styles from './Notice.module.css';

/** What the user should know about this stream beside its text, read out politely. */
export function Notice({ send }: { readonly send: Send }) {
  const { status, failure } = send;
  return (
    <div className={styles.notice}>
      <div role="status">
        {status === 'failed' && failure ? <Failed failure={failure} /> : textOf(send)}
        {send.earlier && <p>{earlierText(send.earlier)}</p>}
        {send.lagged && <p>{laggedText(send.lagged)}</p>}
      </div>
      {status === 'running' && <Clock always={recordingOf(send.id).frames.length === 0} />}
    </div>
  );
}

const count = (frames: number): string =>
  `${frames.toLocaleString('en')} ${frames === 1 ? 'frame' : 'frames'}`;

const earlierText = ({ frames, bytes: size }: Earlier): string =>
  `This window keeps the last frames of so long a stream: ${count(frames)} before them (${bytes(size)}) are summed up; their text is on the tab Response.`;

const laggedText = ({ frames, bytes: size }: NonNullable<Send['lagged']>): string =>
  `This window lagged behind: ${count(frames)} (${bytes(size)}) were kept on disk until it could take them. Their times are those of the network.`;

/** The exception apart from its words, as the stream ended with it or was never begun. */
function Failed({ failure }: { readonly failure: SendFailure }) {
  return (
    <div className={styles.failed}>
      <CircleX size={15} aria-hidden className={styles.icon} />
      <div>
        <p className={styles.type}>{[failure.status, failure.type].filter(Boolean).join(' ')}</p>
        <p className={styles.words}>{shown(failure.message)}</p>
        <FailureHint failure={failure} />
      </div>
    </div>
  );
}

/** A proxy hands on no frames, whether or not it streams. */
const whereItIs = ({ input }: Send): string =>
  input.target.kind === 'proxy'
    ? 'A proxy hands on no frames of Bedrock’s. What it answered is on the tab Handed on.'
    : 'This answer was not streamed. It is on the tab Response.';

function textOf(send: Send): string {
  const { status, response, body } = send;
  const frames = recordingOf(send.id).frames.length;
  switch (status) {
    case 'running':
      return frames > 0 ? '' : response ? 'Waiting for the first token …' : 'Sending …';
    case 'cancelled':
      return frames > 0
        ? 'Cancelled by you; what had arrived is kept.'
        : 'Cancelled before anything arrived.';
    case 'truncated':
      return 'The stream broke off before its end; what had arrived is kept.';
    case 'failed':
      return 'The request failed.';
    case 'complete':
      return [body === null ? '' : whereItIs(send), stopText(send)].filter(Boolean).join(' ');
  }
}

/** Why it stopped: the family's stop reason, and a guardrail's part in it. */
function stopText({ body, stopReason, guardrail }: Send): string {
  const stopped = body === null && stopReason ? `Stopped: ${shown(stopReason)}.` : '';
  const guarded = guardrail?.intervened
    ? `A guardrail intervened${guardrail.reason ? ` (${guardrail.reason.trim().replaceAll('\n', ' ')})` : ''}; what it found is on the tab Response.`
    : '';
  return [stopped, guarded].filter(Boolean).join(' ');
}
