import { AWS_PAGES, REPOSITORIES } from './evidence-sites.ts';
import type { Evidence, Grade } from './problem.ts';

/** What a rule names as its source: evidence, or text that names reports (`litellm #15070`) and pages. */
export type Source = string | readonly Evidence[];

const github = (repository: string, rest: string): string => `https://github.com/${repository}/${rest}`;

/** The service's answer in a public HTTP recording: repository and the file in it. */
export const recorded = (repository: string, file: string, date: string | null = null): Evidence => ({
  source: `${repository}: ${file.slice(file.lastIndexOf('/') + 1)}`,
  url: github(repository, `blob/HEAD/${file.split('/').map(encodeURIComponent).join('/')}`),
  date,
  grade: 'recorded',
});

/** The service's words as a public report repeats them. */
export const quoted = (repository: string, issue: number, date: string | null = null): Evidence => ({
  source: `${repository} #${issue}`,
  url: github(repository, `issues/${issue}`),
  date,
  grade: 'quoted',
});

/** A page, the service model or a client that states the rule. */
export const documented = (
  source: string,
  url: string | null = null,
  date: string | null = null,
): Evidence => ({
  source,
  url: url ?? AWS_PAGES.get(/"([^"]+)"/.exec(source)?.[1] ?? '') ?? null,
  date,
  grade: 'documented',
});

/** A likeness: another model, another place, Anthropic's own API. */
export const inferred = (
  source: string,
  url: string | null = null,
  date: string | null = null,
): Evidence => ({
  source,
  url,
  date,
  grade: 'inferred',
});

const REPORT = /(?:([\w.-]+)\/)?([\w.-]+)(?: (?:PR|gateway))? #(\d+)/g;
const PAGE = /AWS page "([^"]+)"/g;

function reportsIn(text: string, grade: Grade): readonly Evidence[] {
  return [...text.matchAll(REPORT)].map(([name, owner, repository = '', issue]) => {
    const full = owner === undefined ? REPOSITORIES.get(repository) : `${owner}/${repository}`;
    return {
      source: full === undefined ? name : `${full} #${issue}`,
      url: full === undefined ? null : github(full, `issues/${issue}`),
      date: null,
      grade,
    };
  });
}

const pagesIn = (text: string): readonly Evidence[] =>
  [...text.matchAll(PAGE)].map(([name]) => documented(name));

const cache = new Map<string, readonly Evidence[]>();

function read(text: string, confirmed: boolean): readonly Evidence[] {
  const found = [...reportsIn(text, confirmed ? 'quoted' : 'inferred'), ...pagesIn(text)];
  if (found.length > 0) return found;
  return [confirmed ? documented(text) : inferred(text)];
}

/**
 * The evidence that a source names.
 * @param confirmed false where the source only makes the rule likely
 */
export function evidenceOf(source: Source, confirmed: boolean): readonly Evidence[] {
  if (typeof source !== 'string') return source;
  const key = `${confirmed} ${source}`;
  const known = cache.get(key) ?? read(source, confirmed);
  cache.set(key, known);
  return known;
}

const RANK: readonly Grade[] = ['recorded', 'quoted', 'documented', 'inferred'];

/** The evidence that counts: the latest of what no change outdated, and the stronger of two of one date. */
export function latest(evidence: readonly Evidence[]): Evidence | undefined {
  const standing = evidence.filter(({ outdatedBy }) => outdatedBy === undefined);
  return [...(standing.length > 0 ? standing : evidence)].sort(
    (a, b) => (b.date ?? '').localeCompare(a.date ?? '') || RANK.indexOf(a.grade) - RANK.indexOf(b.grade),
  )[0];
}
