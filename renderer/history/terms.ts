import { writeValue } from '../../shared/query/complete.ts';
import { tokenise } from '../../shared/query/tokens.ts';

/** A filter's own words, as they were typed. */
export function termsOf(query: string): readonly string[] {
  const terms: string[] = [];
  let not = '';
  for (const { kind, from, to } of tokenise(query)) {
    if (kind === 'not') {
      not += query.slice(from, to);
      continue;
    }
    terms.push(`${not}${query.slice(from, to)}`);
    not = '';
  }
  return terms;
}

export const hasTerm = (query: string, term: string): boolean => termsOf(query).includes(term);

/** The filter with a term more, or without it where it has it. */
export const toggleTerm = (query: string, term: string): string => toggleTerms(query, [term]);

/** The filter with several terms more, or without them where it has them all. */
export function toggleTerms(query: string, terms: readonly string[]): string {
  const own = termsOf(query);
  const all = terms.every((term) => own.includes(term));
  const others = own.filter((term) => !terms.includes(term));
  return (all ? others : [...others, ...terms]).join(' ');
}

/** The term that asks for a value; a whole name where a part would fit others too. */
export const termFor = (field: string, value: string): string =>
  NAMES.has(field) ? `${field}:=${writeValue(value)}` : `${field}:${writeValue(value)}`;

const NAMES = new Set(['model', 'program', 'error', 'op', 'target', 'stop', 'region']);
