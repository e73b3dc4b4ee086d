import { valueIn } from '../json/parse.ts';
import { endsByGuardrail, type Guardrail, mergeGuardrail, readGuardrail } from './guardrail.ts';
import type { Delta, RecordedFrame, Usage } from './recording.ts';
import { mergeUsage, NO_USAGE } from './usage.ts';

/** What the frames of a stream say of the answer as a whole. */
export interface Summary {
  readonly usage: Usage;
  readonly stopReason: string | null;
  /** What a guardrail did to the answer; null where none was asked. */
  readonly guardrail: Guardrail | null;
  /** True once a stop reason, Bedrock's closing figures or a guardrail's block have come. */
  readonly finished: boolean;
  /** True where nothing but a guardrail's intervention on the first frame has ended the stream so far. */
  readonly blocked: boolean;
  /** Frames that do not match their checksums. */
  readonly damaged: number;
  /** The last exception inside the stream. */
  readonly exception: Extract<Delta, { kind: 'exception' }> | null;
}

export const NO_FRAMES: Summary = {
  usage: NO_USAGE,
  stopReason: null,
  guardrail: null,
  finished: false,
  blocked: false,
  damaged: 0,
  exception: null,
};

/** Content in which a guardrail may speak; looking for it in every frame would cost more than reading them. */
const MAY_GUARD = /guardrail/;

/** The summary with one more frame taken in. */
export function withFrame(
  summary: Summary,
  { index, check, content, deltas }: Pick<RecordedFrame, 'index' | 'check' | 'content' | 'deltas'>,
): Summary {
  if (check !== 'ok') return { ...summary, damaged: summary.damaged + 1 };
  const value = valueIn(content);
  const guards = MAY_GUARD.test(content);
  let { stopReason, exception } = summary;
  let finished = summary.finished || content.includes('amazon-bedrock-invocationMetrics');
  for (const delta of deltas) {
    if (delta.kind === 'stop') {
      finished = true;
      stopReason = delta.reason;
    } else if (delta.kind === 'exception') exception = delta;
  }
  return {
    usage: mergeUsage(summary.usage, value),
    stopReason,
    guardrail: guards ? mergeGuardrail(summary.guardrail, readGuardrail(value)) : summary.guardrail,
    finished: finished || (guards && endsByGuardrail(value, false)),
    blocked: guards && endsByGuardrail(value, index === 0),
    damaged: summary.damaged,
    exception,
  };
}

/** How a stream went that has come to its end: `failed` by an exception or damage, `truncated` without a proper end. */
export function outcomeOf({
  finished,
  blocked,
  damaged,
  exception,
}: Summary): 'complete' | 'failed' | 'truncated' {
  if (exception || damaged > 0) return 'failed';
  return finished || blocked ? 'complete' : 'truncated';
}
