import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import { matcher } from '../../shared/query/match.ts';
import { parseQuery } from '../../shared/query/parse.ts';
import { wordsOf } from '../../shared/query/words.ts';

const about = ({ model, program, path, operation, error }: ExchangeRow): readonly string[] =>
  [model ?? '', program, path, operation, error].flatMap(wordsOf);

/**
 * Reads a filter. In the list a word without a field looks into what was asked last and into the names of a call; the
 * history looks into whole texts. `now` is milliseconds since 1970.
 */
export function readFilter(text: string, now: number): (row: ExchangeRow) => boolean {
  if (text.trim() === '') return () => true;
  const test = matcher(parseQuery(text, now).tree);
  return (row) => test(row, { asked: wordsOf(row.title), answered: [], about: about(row) });
}

/** Filters at hand; each adds a word. */
export const PRESETS = [
  { label: 'Leaked', word: 'flag:leaked' },
  { label: 'Refused', word: 'flag:refused' },
  { label: 'Errors', word: 'status:>=400' },
  { label: 'Slow', word: 'first-token:>2s' },
  { label: 'Cut off', word: 'flag:cut-off' },
] as const;
