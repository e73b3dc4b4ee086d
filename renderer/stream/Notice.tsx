import { recordingOf, type Send } from '../store/sends.ts';
import styles from './Notice.module.css';

/** What the user should know about this stream beside its text, read out politely. */
export function Notice({ send }: { readonly send: Send }) {
  return (
    <div role="status" className={styles.notice}>
      {textOf(send)}
    </div>
  );
}

function textOf(send: Send): string {
  const { status, failure, response, body, stopReason } = send;
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
      return failure ? `${failure.type}: ${failure.message}` : 'The request failed.';
    case 'complete':
      if (body !== null) return 'This answer was not streamed. It is on the tab Response.';
      return stopReason ? `Stopped: ${stopReason}` : '';
  }
}
