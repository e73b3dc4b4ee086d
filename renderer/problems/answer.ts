import type { Send } from '../store/sends.ts';

/** How Bedrock's answer compares with what was predicted for the same request. */
export interface Comparison {
  readonly relation: 'as-predicted' | 'differs' | 'injected' | 'unpredicted';
  readonly predicted: string;
  readonly answered: string;
  /** The answer without its words: they stand in the list of problems already where they came as predicted. */
  readonly brief: string;
}

const said = (status: number | null, type: string, message: string): string =>
  [status === null ? '' : String(status), type, message].filter((part) => part !== '').join(' ');

/** True where an answer's words are those predicted; a proxy of LiteLLM's puts words and JSON of its own around them. */
function saysSame({ failure, input }: Send, message: string): boolean {
  if (failure?.message === message) return true;
  if (input.target.kind !== 'proxy' || message === '') return false;
  const inJson = JSON.stringify(message).slice(1, -1);
  return [message, inJson].some((words) => failure?.message.includes(words));
}

/**
 * Compares a finished or answered send with its prediction; null where there is no answer from
 * Bedrock yet (nothing sent, still waiting, no way to Bedrock).
 */
export function compareAnswer(send: Send): Comparison | null {
  const { prediction, response, failure } = send;
  if (failure && failure.origin !== 'bedrock') return null;
  const status = failure?.status ?? response?.status ?? null;
  if (status === null) return null;
  const ok = !failure && status < 300;
  const answered = ok ? 'accepted' : said(status, failure?.type ?? '', failure?.message ?? '');
  const brief = ok ? 'accepted' : said(status, failure?.type ?? '', '');
  if (!prediction) return { relation: 'unpredicted', predicted: '', answered, brief };
  const predictedOk = prediction.status === 200;
  const predicted = predictedOk
    ? 'accepted'
    : said(prediction.status, prediction.errorType, prediction.message);
  const same =
    ok === predictedOk && (ok || (status === prediction.status && saysSame(send, prediction.message)));
  const relation = same ? 'as-predicted' : send.injected ? 'injected' : 'differs';
  return { relation, predicted, answered, brief };
}
