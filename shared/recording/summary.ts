import type { Json } from '../json/json.ts';
import type { Delta, RecordedFrame, Usage } from './recording.ts';
import { mergeUsage, NO_USAGE } from './usage.ts';

/** What the frames of a stream say of the answer as a whole. */
export interface Summary {
  readonly usage: Usage;
  readonly stopReason: string | null;
  /** True once a stop reason or Bedrock's closing figures have come. */
  readonly finished: boolean;
  /** Frames that do not match their checksums. */
  readonly damaged: number;
  /** The last exception inside the stream. */
  readonly exception: Extract<Delta, { kind: 'exception' }> | null;
}

export const NO_FRAMES: Summary = {
  usage: NO_USAGE,
  stopReason: null,
  finished: false,
  damaged: 0,
  exception: null,
};

function parse(content: string): Json {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

/** The summary with one more frame taken in. */
export function withFrame(summary: Summary, { check, content, deltas }: RecordedFrame): Summary {
  const damaged = summary.damaged + (check === 'ok' ? 0 : 1);
  const usage = check === 'ok' ? mergeUsage(summary.usage, parse(content)) : summary.usage;
  let { stopReason, exception } = summary;
  let finished = summary.finished || content.includes('amazon-bedrock-invocationMetrics');
  for (const delta of deltas) {
    if (delta.kind === 'stop') {
      finished = true;
      stopReason = delta.reason;
    } else if (delta.kind === 'exception') exception = delta;
  }
  return { usage, stopReason, finished, damaged, exception };
}

/** How a stream went that has come to its end: `failed` by an exception or damage, `truncated` without a proper end. */
export function outcomeOf({ finished, damaged, exception }: Summary): 'complete' | 'failed' | 'truncated' {
  if (exception || damaged > 0) return 'failed';
  return finished ? 'complete' : 'truncated';
}
