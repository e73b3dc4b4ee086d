import type { Opened } from './opened.ts';

/** What was answered to a captured call, beside what was predicted. */
export interface Comparison {
  readonly good: boolean;
  /** `200`, `400 ValidationException`. */
  readonly answered: string;
  /** The same of the prediction; null where nothing is predicted. */
  readonly predicted: string | null;
  readonly words: string;
  readonly predictedWords: string;
  readonly same: boolean;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The words of an error in Bedrock's form, OpenAI's or Anthropic's. */
function wordsOf(text: string | null): string {
  try {
    const value = JSON.parse(text ?? '') as {
      message?: unknown;
      Message?: unknown;
      error?: { message?: unknown };
    };
    return textOf(value.message) || textOf(value.Message) || textOf(value.error?.message);
  } catch {
    return '';
  }
}

const nameOf = (status: number, error: string): string =>
  error === '' || status < 400 ? `${status}` : `${status} ${error}`;

/** Statuses that say nothing of the body: throttling, a service that is away. */
const NOT_OF_THE_BODY: ReadonlySet<number> = new Set([401, 403, 404, 408, 424, 429, 500, 502, 503]);

/** Compares an answer with its prediction; null where none came. */
export function answerTo({ exchange, inspection }: Opened): Comparison | null {
  const { row, responseText } = exchange;
  const { status } = row;
  if (status === null) return null;
  const good = status < 400;
  const words = good ? '' : wordsOf(responseText);
  const verdict = inspection?.kind === 'inspected' ? inspection.views[0]?.verdict : null;
  const common = { good, answered: nameOf(status, row.error), words };
  if (
    !verdict ||
    verdict.kind === 'not-modelled' ||
    (NOT_OF_THE_BODY.has(status) && verdict.kind === 'accepted')
  )
    return { ...common, predicted: null, predictedWords: '', same: true };
  const same = verdict.status === status && (good || verdict.message === words);
  return {
    ...common,
    predicted: nameOf(verdict.status, verdict.errorType),
    predictedWords: verdict.kind === 'refused' ? verdict.message : '',
    same,
  };
}
