import type { LocatedProblem, RouteView } from '../../contract/inspection.ts';
import type { Block, Inline, Section } from '../../contract/report-document.ts';
import { groupLosses } from '../../losses/group.ts';
import { errorText } from '../../pipeline/call/failures.ts';
import { diffBlock } from './diff-block.ts';
import { code, link, paragraph, placeNames, prose } from './document.ts';
import type { Looked, ReportFacts } from './facts.ts';
import { count, placeOf } from './words.ts';

/** Rows of a table; the rest is counted. */
const MOST_ROWS = 12;
/** Places that are named of several with the same words. */
const MOST_PLACES = 4;

interface Grouped {
  readonly problem: LocatedProblem;
  readonly places: readonly string[];
}

/** Problems with the same words, but for the places that they name, together. */
export function grouped(problems: readonly LocatedProblem[]): readonly Grouped[] {
  const groups = new Map<string, { readonly problem: LocatedProblem; readonly places: string[] }>();
  for (const problem of problems) {
    const own = problem.key === null ? problem.message : problem.message.replaceAll(problem.key, '*');
    const id = `${problem.severity} ${own.replace(/\d+/g, '#')} ${problem.why.replace(/\d+/g, '#')}`;
    const known = groups.get(id);
    if (known) known.places.push(placeOf(problem.pointer));
    else groups.set(id, { problem, places: [placeOf(problem.pointer)] });
  }
  return [...groups.values()];
}

const wayOut = ({ actions }: LocatedProblem): readonly Inline[] => [
  actions
    .slice(0, 2)
    .map(({ label }) => label)
    .join('; or ') || '–',
];

function problemRows(problems: readonly LocatedProblem[]): Block {
  const rows = grouped(problems);
  return {
    kind: 'table',
    head: ['Where', 'In Bedrock’s words', 'Why', 'Way out'],
    rows: rows
      .slice(0, MOST_ROWS)
      .map(({ problem, places }) => [
        placeNames(places, MOST_PLACES),
        [code(problem.message)],
        prose(problem.why),
        wayOut(problem),
      ]),
  };
}

const more = (rows: number): readonly Block[] =>
  rows > MOST_ROWS
    ? [paragraph(`${count(rows - MOST_ROWS, 'more kind')} of them in the request as a whole.`)]
    : [];

/** What Bedrock or LiteLLM refuses, with the lines at fault. */
export function refusedSection({ whole, shortest }: ReportFacts): readonly Section[] {
  if (!whole) return [];
  const { view } = whole;
  if (view.outcome.kind !== 'outgoing') return [notSent(whole)];
  const errors = view.verdict?.problems.filter(({ severity }) => severity === 'error') ?? [];
  const warnings = view.verdict?.problems.filter(({ severity }) => severity === 'warning') ?? [];
  const diff = diffBlock((shortest ?? whole).view);
  return [
    ...(errors.length === 0
      ? []
      : [
          {
            id: 'refused',
            title: 'What is refused',
            blocks: [problemRows(errors), ...more(grouped(errors).length), ...diff],
          },
        ]),
    ...(warnings.length === 0
      ? []
      : [
          {
            id: 'doubtful',
            title: 'What may be refused',
            blocks: [
              paragraph('No evidence says that Bedrock always refuses these.'),
              problemRows(warnings),
              ...more(grouped(warnings).length),
              ...(errors.length === 0 ? diff : []),
            ],
          },
        ]),
    ...leakSection(view, errors.length + warnings.length === 0 ? diff : []),
  ];
}

function notSent({ view }: Looked): Section {
  const { outcome } = view;
  if (outcome.kind === 'outgoing') return { id: 'refused', title: '', blocks: [] };
  const who =
    outcome.kind === 'crashed'
      ? 'This release of LiteLLM fails on the request'
      : 'LiteLLM refuses the request';
  return {
    id: 'refused',
    title: 'What is refused',
    blocks: [
      paragraph(`${who}; nothing is sent.`),
      { kind: 'code', language: 'text', text: errorText(outcome.error) },
      ...(outcome.actions.length === 0
        ? []
        : [paragraph(`Ways out: ${outcome.actions.map(({ label }) => label).join('; ')}.`)]),
    ],
  };
}

/** Leaks that Bedrock takes without a word. */
function leakSection(view: RouteView, diff: readonly Block[]): readonly Section[] {
  const named = new Set(view.verdict?.problems.map(({ key }) => key) ?? []);
  const leaks = view.params.filter(({ fate, key }) => fate === 'leaked' && !named.has(key));
  if (leaks.length === 0) return [];
  return [
    {
      id: 'leaks',
      title: 'What leaks into the body',
      blocks: [
        {
          kind: 'table',
          head: ['Parameter', 'Why', 'Known from'],
          rows: leaks
            .slice(0, MOST_ROWS)
            .map(({ key, rule }) => [[code(key)], prose(rule.text), [rule.source]]),
        },
        ...more(leaks.length),
        ...diff,
      ],
    },
  ];
}

const lostCount = (lost: number, of: number | null): readonly Inline[] => {
  if (of !== null) return [`${lost} of ${of}: `];
  return lost > 1 ? [`In ${count(lost, 'place')}: `] : [];
};

/** What is not sent although no error says so. */
export function lostSection({ whole }: ReportFacts): readonly Section[] {
  const groups = whole ? groupLosses(whole.view) : [];
  if (groups.length === 0) return [];
  return [
    {
      id: 'lost',
      title: 'What is lost without an error',
      blocks: [
        {
          kind: 'table',
          head: ['Parameter', 'What becomes of it', 'Effect'],
          rows: groups
            .slice(0, MOST_ROWS)
            .map(({ path, rule, pointers, of, matters }) => [
              [code(path)],
              [...lostCount(pointers.length, of), ...prose(rule.text)],
              [matters ? 'changes the answer or its cost' : 'none'],
            ]),
        },
        ...more(groups.length),
      ],
    },
  ];
}

/** The page of an issue of LiteLLM's; null for other sources. */
function issueUrl(source: string): string | null {
  const [, number] = /^LiteLLM (?:issue|pull request) #(\d+)$/.exec(source) ?? [];
  return number === undefined ? null : `https://github.com/BerriAI/litellm/issues/${number}`;
}

/** Where what is said can be read, each source once. */
export function evidenceSection({ whole }: ReportFacts): readonly Section[] {
  const problems = whole?.view.verdict?.problems ?? [];
  const seen = new Map<string, readonly Inline[]>();
  for (const { evidence } of problems)
    for (const { source, url, date, grade } of evidence)
      if (!seen.has(source))
        seen.set(source, [link(source, url), ` (${grade}${date === null ? '' : `, ${date}`})`]);
  const urls = new Set(problems.flatMap(({ evidence }) => evidence.map(({ url }) => url)));
  for (const { rule, fate } of whole?.view.params ?? []) {
    if (fate !== 'leaked' || seen.has(rule.source)) continue;
    const url = issueUrl(rule.source);
    if (url === null || !urls.has(url))
      seen.set(rule.source, [url === null ? rule.source : link(rule.source, url)]);
  }
  if (seen.size === 0) return [];
  return [
    { id: 'evidence', title: 'Evidence', blocks: [{ kind: 'list', items: [...seen.values()].slice(0, 20) }] },
  ];
}
