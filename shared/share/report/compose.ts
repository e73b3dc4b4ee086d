import type { Block, Inline, Report, Section } from '../../contract/report-document.ts';
import { REPORT_PARTS, type ReportedCall, type ReportPart } from '../../contract/share.ts';
import { profileOf } from '../../pipeline/releases/profile.ts';
import { curlSigned } from '../snippets/curl.ts';
import { liteLlm } from '../snippets/litellm.ts';
import { answerSection, streamSection } from './answer.ts';
import { askedSection, bodiesSection, outcomeOf, waySection } from './calls.ts';
import { cellsSection, comparedSection } from './compared.ts';
import { code, paragraph, strong } from './document.ts';
import type { Looked, ReportFacts, Shortest } from './facts.ts';
import { evidenceSection, grouped, lostSection, refusedSection } from './problems.ts';
import { count, placeOf, size } from './words.ts';

/** Characters of a text that are quoted; a report is read, not parsed. */
const LONGEST = 6_000;
const LONGEST_TITLE = 160;
/** Of the whole body, which is there only for who wants it. */
const LONGEST_BODY = 2_000_000;

const ROUTES = { invoke: 'invoke route', converse: 'converse route' } as const;

/** The parts of a report that can be left out, and the sections that each stands for. */
export const PARTS = {
  problems: {
    label: 'Problems and losses',
    sections: ['refused', 'doubtful', 'leaks', 'lost', 'since', 'compared', 'cells', 'evidence'],
  },
  request: {
    label: 'Request that came in',
    sections: ['way', 'client', 'bodies', 'asked', 'sent', 'reproduce'],
  },
  answer: { label: 'Answer and timings', sections: ['answer', 'stream'] },
  body: { label: 'Full body', sections: ['body'] },
} as const satisfies Readonly<
  Record<ReportPart, { readonly label: string; readonly sections: readonly string[] }>
>;

const rowsIn = ({ sections }: Report, ids: readonly string[]): number =>
  sections
    .filter(({ id }) => ids.includes(id))
    .flatMap(({ blocks }) => blocks)
    .reduce((sum, block) => sum + (block.kind === 'table' ? block.rows.length : 0), 0);

const textsIn = ({ sections }: Report, part: readonly string[]): number =>
  sections
    .filter(({ id }) => part.includes(id))
    .flatMap(({ blocks }) => blocks)
    .reduce((sum, block) => sum + (block.kind === 'code' ? block.text.length : 0), 0);

/** How much is in each part that a report has, in a word or two. */
export function partsOf(report: Report): Readonly<Partial<Record<ReportPart, string>>> {
  const has = new Set(report.sections.map(({ id }) => id));
  const asked = report.sections.find(({ id }) => id === 'asked');
  const problems = rowsIn(report, ['refused', 'doubtful', 'leaks']);
  const words: Readonly<Record<ReportPart, string>> = {
    problems: `${problems} + ${rowsIn(report, ['lost'])}`,
    request: asked?.blocks[0]?.kind === 'paragraph' ? 'short' : '',
    answer: '',
    body: size(textsIn(report, PARTS.body.sections)),
  };
  return Object.fromEntries(
    REPORT_PARTS.filter((part) => PARTS[part].sections.some((section) => has.has(section))).map((part) => [
      part,
      words[part],
    ]),
  );
}

/** The report with some of its parts. */
export function withParts(report: Report, parts: readonly ReportPart[]): Report {
  const wanted = new Set<string>(parts.flatMap((part) => PARTS[part].sections));
  return { ...report, sections: report.sections.filter(({ id }) => wanted.has(id)) };
}

const clientTitle = (call: ReportedCall): string => {
  const { model, path } = call;
  return `A client’s call ${model === null ? `to ${path.split('?', 1)[0]}` : `for ${model}`} got ${outcomeOf(call)}`;
};

function titleOf({ whole, cells, answer, stream, calls }: ReportFacts): string {
  if (!whole) {
    if (cells.length > 0) return `${count(cells.length, 'internal key')} of LiteLLM in bodies to Bedrock`;
    if (calls[0]?.side === 'client') return clientTitle(calls[0]);
    if (stream && !answer?.error) return 'How an answer streamed';
    return answer?.error ? `Bedrock answered ${answer.error}` : 'A call to Bedrock';
  }
  const { view } = whole;
  if (view.outcome.kind !== 'outgoing') {
    const { type, params } = view.outcome.error;
    const about = params && params.length > 0 ? `: ${params.join(', ')}` : '';
    return `${view.outcome.kind === 'crashed' ? 'LiteLLM fails on' : 'LiteLLM refuses'} this request (${type}${about})`;
  }
  const problems = view.verdict?.problems ?? [];
  const errors = problems.filter(({ severity }) => severity === 'error');
  const leaks = view.params.filter(({ fate }) => fate === 'leaked');
  if (errors.length > 0) {
    const [first, second] = grouped(errors);
    if (first && !second)
      return `Bedrock refuses this request: ${first.problem.message}`.slice(0, LONGEST_TITLE);
    const leaked = leaks.length > 0 ? count(leaks.length, 'leaked key') : null;
    const rest = errors.length - leaks.length;
    return `Bedrock refuses this request: ${[leaked, rest > 0 || !leaked ? count(leaked ? rest : errors.length, leaked ? 'more problem' : 'problem') : null].filter(Boolean).join(', ')}`;
  }
  if (leaks.length > 0)
    return `${count(leaks.length, 'key')} leaked into the body: ${leaks.map(({ key }) => key).join(', ')}`.slice(
      0,
      160,
    );
  if (view.losses.length > 0)
    return `${count(view.losses.length, 'value')} of this request lost without an error`;
  return problems.length > 0 ? 'Bedrock may refuse this request' : 'A request that Bedrock accepts';
}

function predictedOf({ view }: Looked): readonly Inline[] {
  const { verdict } = view;
  if (!verdict) return ['Nothing is sent.'];
  if (verdict.kind === 'accepted') return [strong('200'), ' predicted.'];
  if (verdict.kind === 'not-modelled')
    return [`Strata has no rules to say what Bedrock answers: ${verdict.message}`];
  const end = verdict.message.endsWith('.') ? '' : '.';
  return [strong(`${verdict.status} ${verdict.errorType}`), ' predicted: ', code(verdict.message), end];
}

function leadOf({ whole, answer }: ReportFacts): readonly Inline[] {
  if (!whole) return answer ? [`Answered by ${answer.from}.`] : [];
  const { view, profile, result } = whole;
  const { label, strict } = profileOf(profile);
  const direct = result.recognised.form === 'invoke' || result.recognised.form === 'converse';
  const by = direct
    ? ', as the program sends it'
    : `, as ${strict ? 'only what Bedrock accepts is sent' : `${label} sends it`}`;
  const bytes = view.outcome.kind === 'outgoing' ? [` ${size(view.outcome.outgoing.bodyBytes)}.`] : [];
  return [
    strong(view.model?.modelId ?? result.model),
    `, ${ROUTES[view.route]}${by}. `,
    ...predictedOf(whole),
    ...bytes,
  ];
}

function shrunkBy(whole: Looked, shortest: Shortest): Block {
  const [before, after] = [whole.result.requestText.length, shortest.result.requestText.length];
  const rest = shortest.finished ? '' : ' The time for it was up before nothing more could go.';
  return paragraph(
    `The shortest request that still shows this, found by leaving out and shortening in ${count(shortest.tries, 'try', 'tries')}: ${size(after)} of ${size(before)}.${rest}`,
  );
}

function requestSections({ whole, shortest }: ReportFacts): readonly Section[] {
  const shown = shortest ?? whole;
  if (!whole || !shown) return [];
  const { outcome } = shown.view;
  const asked: Section = {
    id: 'asked',
    title: 'What was asked',
    blocks: [
      ...(shortest ? [shrunkBy(whole, shortest)] : []),
      { kind: 'code', language: 'json', text: shown.result.requestText, most: LONGEST },
    ],
  };
  if (outcome.kind !== 'outgoing') return [asked];
  const { method, path, headers, bodyText } = outcome.outgoing;
  const head = [
    `${method} ${path}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ].join('\n');
  return [
    asked,
    {
      id: 'sent',
      title: 'What is sent',
      blocks: [
        { kind: 'code', language: 'http', text: head },
        { kind: 'code', language: 'json', text: bodyText, most: LONGEST },
      ],
    },
  ];
}

const OUTCOMES = {
  accepted: 'accepted',
  refused: 'refused',
  'not-modelled': 'no rules to say',
  'not-sent': 'nothing is sent',
} as const;

/** Releases that differ in what comes of the request; where none does, that is said. */
function sinceSection({ spans }: ReportFacts): readonly Section[] {
  if (spans.length === 0) return [];
  const [only, second] = spans;
  if (only && !second)
    return [
      {
        id: 'since',
        title: 'Since which release',
        blocks: [
          paragraph(
            `The same in every release of LiteLLM that was recorded, ${only.from} to ${only.until}: ${OUTCOMES[only.outcome]}.`,
          ),
        ],
      },
    ];
  return [
    {
      id: 'since',
      title: 'Since which release',
      blocks: [
        {
          kind: 'table',
          head: ['LiteLLM', 'Outcome', 'What changes there'],
          rows: spans.map(({ from, until, outcome, message, changed }) => [
            [from === until ? from : `${from} to ${until}`],
            message === null ? [OUTCOMES[outcome]] : [`${OUTCOMES[outcome]}: `, code(message)],
            changed.length === 0
              ? ['']
              : [
                  ...changed
                    .slice(0, 3)
                    .flatMap((place, i): readonly Inline[] => [
                      ...(i > 0 ? [', '] : []),
                      code(placeOf(place)),
                    ]),
                  changed.length > 3 ? ` and ${changed.length - 3} more` : '',
                ],
          ]),
        },
      ],
    },
  ];
}

function reproduceSection({ snippets }: ReportFacts): readonly Section[] {
  if (!snippets) return [];
  const curl: Block = { kind: 'code', language: 'sh', text: curlSigned(snippets) };
  const python: readonly Block[] =
    snippets.call === null || snippets.call.form === 'count-tokens'
      ? []
      : [
          paragraph('With LiteLLM:'),
          { kind: 'code', language: 'python', text: liteLlm(snippets) },
          paragraph('Without LiteLLM, the body that it sends:'),
        ];
  return [{ id: 'reproduce', title: 'How to reproduce', blocks: [...python, curl] }];
}

function bodySection({ whole }: ReportFacts): readonly Section[] {
  if (whole?.view.outcome.kind !== 'outgoing') return [];
  const { bodyText } = whole.view.outcome.outgoing;
  return [
    {
      id: 'body',
      title: 'The whole body',
      blocks: [{ kind: 'code', language: 'json', text: bodyText, most: LONGEST_BODY }],
    },
  ];
}

/** Writes a report of what is known, all parts of it (see `withParts`), as a good report of a bug is written. */
export function composeReport(facts: ReportFacts): Report {
  return {
    title: titleOf(facts),
    lead: leadOf(facts),
    sections: [
      ...refusedSection(facts),
      ...lostSection(facts),
      ...comparedSection(facts),
      ...cellsSection(facts),
      ...waySection(facts),
      ...askedSection(facts),
      ...requestSections(facts),
      ...bodiesSection(facts),
      ...answerSection(facts),
      ...streamSection(facts),
      ...sinceSection(facts),
      ...reproduceSection(facts),
      ...evidenceSection(facts),
      ...bodySection(facts),
    ],
  };
}
