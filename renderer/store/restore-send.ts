import type { SendFailure } from '../../shared/contract/sending.ts';
import type { Recording } from '../../shared/recording/recording.ts';
import { NO_FRAMES, outcomeOf, type Summary, withFrame } from '../../shared/recording/summary.ts';
import { addSend, appendFrames, nextSendId } from './streams.ts';

const failureOf = ({ exception }: Summary): SendFailure | null =>
  exception && {
    origin: 'bedrock',
    status: null,
    type: exception.type,
    message: exception.message,
    hint: exception.retry
      ? 'Sending the request again may help.'
      : 'Sending the same request again will not help.',
    requestId: null,
  };

/** Puts a recording from a file among the sends and shows it. */
export function restoreSend(title: string, model: string, { frames, reads, endMs }: Recording): void {
  const id = nextSendId();
  const summary = frames.reduce(withFrame, NO_FRAMES);
  addSend({
    id,
    title,
    model,
    startedAt: new Date(),
    input: { text: '', profile: 'strict', route: 'auto', target: { kind: 'simulator' } },
    recorded: true,
    answered: null,
    injected: false,
    route: frames.some(({ eventType }) => eventType === 'chunk') ? 'invoke' : 'converse',
    api: 'chat',
    chunkSize: null,
    prediction: null,
    status: outcomeOf(summary),
    request: null,
    response: null,
    failure: failureOf(summary),
    body: null,
    usage: summary.usage,
    stopReason: summary.stopReason,
    guardrail: summary.guardrail,
    endMs,
    earlier: null,
    lagged: null,
  });
  appendFrames(id, frames, reads);
}
