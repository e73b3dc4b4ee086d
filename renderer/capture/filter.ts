import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import { explainQuery } from '../../shared/query/explain.ts';
import { matcher } from '../../shared/query/match.ts';
import { parseQuery } from '../../shared/query/parse.ts';
import { wordsOf } from '../../shared/query/words.ts';

/** A filter of the list, in the language of the history. */
export interface Filter {
  readonly passes: (row: ExchangeRow) => boolean;
  /** What it lets through, in one sentence; what cannot be understood is left out of it. */
  readonly sentence: string;
  /** What of it cannot be understood; empty where all can. */
  readonly problem: string;
}

const about = ({ model, program, path, operation, error }: ExchangeRow): readonly string[] =>
  [model ?? '', program, path, operation, error].flatMap(wordsOf);

/**
 * Reads a filter. In the list a word without a field looks into what was asked last and into the names of a call; the
 * history looks into whole texts. `now` is milliseconds since 1970.
 */
export function readFilter(text: string, now: number): Filter {
  if (text.trim() === '') return { passes: () => true, sentence: '', problem: '' };
  const { tree, problems } = parseQuery(text, now);
  const test = matcher(tree);
  return {
    passes: (row) => test(row, { asked: wordsOf(row.title), answered: [], about: about(row) }),
    sentence: explainQuery(tree),
    problem: problems[0]?.message ?? '',
  };
}

/** Filters at hand; each adds a word. */
export const PRESETS = [
  { label: 'Leaked', word: 'flag:leaked' },
  { label: 'Refused', word: 'flag:refused' },
  { label: 'Errors', word: 'status:>=400' },
  { label: 'Slow', word: 'first-token:>2s' },
  { label: 'Cut off', word: 'flag:cut-off' },
] as const;
