import type { Inline, Section } from '../../contract/report-document.ts';
import type { Span } from '../../contract/span.ts';
import { code, paragraph, placeNames } from './document.ts';
import type { ReportFacts } from './facts.ts';
import { placeOf } from './words.ts';

const OUTCOMES = {
  accepted: 'accepted',
  refused: 'refused',
  'not-modelled': 'no rules to say',
  'not-sent': 'nothing is sent',
} as const;
/** Places of a change that are named. */
const MOST_PLACES = 3;

type Run = Pick<Span, 'from' | 'until' | 'outcome' | 'message' | 'besides'>;

const endsAlike = (a: Run, b: Run): boolean =>
  a.outcome === b.outcome && a.message === b.message && a.besides.join('\n') === b.besides.join('\n');

const rangeOf = ({ from, until }: Run): string => (from === until ? from : `${from} to ${until}`);

/** Spans one after the other of which the same comes, as one. */
function runsOf(spans: readonly Span[]): readonly Run[] {
  const runs: Run[] = [];
  for (const span of spans) {
    const last = runs.at(-1);
    if (last && endsAlike(last, span)) runs[runs.length - 1] = { ...last, until: span.until };
    else runs.push(span);
  }
  return runs;
}

function outcomeText({ outcome, message, besides }: Run): readonly Inline[] {
  const others = placeNames(besides, MOST_PLACES);
  if (message === null) return [OUTCOMES[outcome]];
  return [`${OUTCOMES[outcome]}: `, code(message), ...(others.length > 0 ? [', besides ', ...others] : [])];
}

/** Why it ends otherwise than in the run before, where both end in the same way. */
function otherwise(run: Run, before: Run | undefined): string {
  if (run.outcome !== before?.outcome) return '';
  if (run.message !== before.message) return ' with other words';
  return run.besides.length < before.besides.length ? ' for less' : ' for more';
}

/** When it is so and when not, in one sentence. */
function sentence(runs: readonly Run[]): readonly Inline[] {
  const [only, second] = runs;
  if (only && !second)
    return [`The same in every release of LiteLLM, ${rangeOf(only)}: `, ...outcomeText(only), '.'];
  return runs.flatMap((run, i): readonly Inline[] => [
    `${i === 0 ? 'LiteLLM ' : '; '}${rangeOf(run)}: ${OUTCOMES[run.outcome]}${otherwise(run, runs[i - 1])}${i === runs.length - 1 ? '.' : ''}`,
  ]);
}

/** In which releases it is so, and what changes from one to the next. */
export function sinceSection({ spans }: ReportFacts): readonly Section[] {
  if (spans.length === 0) return [];
  const table = {
    kind: 'table',
    head: ['LiteLLM', 'Outcome', 'What changes there'],
    rows: spans.map((span, i) => {
      const before = spans[i - 1];
      return [
        [rangeOf(span)],
        before && endsAlike(before, span) ? [`${OUTCOMES[span.outcome]} as before`] : outcomeText(span),
        placeNames(span.changed.map(placeOf), MOST_PLACES),
      ];
    }),
  } as const;
  return [
    {
      id: 'since',
      title: 'Since which release',
      blocks: [paragraph(...sentence(runsOf(spans))), ...(spans.length > 1 ? [table] : [])],
    },
  ];
}
