import type { Block, Inline, Report, Section } from '../../contract/report-document.ts';
import { REPORT_PARTS, type ReportedCall, type ReportPart } from '../../contract/share.ts';
import { DIRECT } from '../../input/forms.ts';
import { packed } from '../../pipeline/python/json.ts';
import { profileOf } from '../../pipeline/releases/profile.ts';
import { curlSigned } from '../snippets/curl.ts';
import { isLiteLlmCall, liteLlm } from '../snippets/litellm.ts';
import { answerSection, streamSection } from './answer.ts';
import { askedSection, bodiesSection, outcomeOf, waySection } from './calls.ts';
import { cellsSection, cellsTitle } from './cells.ts';
import { comparedSection } from './compared.ts';
import { code, paragraph, strong } from './document.ts';
import type { Looked, ReportFacts, Shortest } from './facts.ts';
import { evidenceSection, grouped, lostSection, refusedSection } from './problems.ts';
import { sinceSection } from './since.ts';
import { count, shortened, size } from './words.ts';

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
  const asked = report.sections.find(({ id }) => id === 'asked' || id === 'sent');
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

function clientTitle(call: ReportedCall, refused: ReportedCall | undefined): string {
  const { model, path } = call;
  const got = `A client’s call ${model === null ? `to ${path.split('?', 1)[0]}` : `for ${model}`} got ${outcomeOf(call)}`;
  if (!refused) return got;
  const words = refused.message === '' ? '' : `: ${refused.message}`;
  return shortened(`${got}, ${refused.role} ${outcomeOf(refused)}${words}`, LONGEST_TITLE);
}

function titleOf({ whole, cells, answer, stream, calls }: ReportFacts): string {
  if (cells.length > 0) return cellsTitle(cells);
  const [client, ...attempts] = calls;
  const refused = attempts.find(({ status }) => status === null || status >= 400);
  if (client?.side === 'client' && (!whole || refused)) return clientTitle(client, refused);
  if (!whole) {
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
      return shortened(`Bedrock refuses this request: ${first.problem.message}`, LONGEST_TITLE);
    const leaked = leaks.length > 0 ? count(leaks.length, 'leaked key') : null;
    const rest = errors.length - leaks.length;
    return `Bedrock refuses this request: ${[leaked, rest > 0 || !leaked ? count(leaked ? rest : errors.length, leaked ? 'more problem' : 'problem') : null].filter(Boolean).join(', ')}`;
  }
  if (leaks.length > 0)
    return shortened(
      `${count(leaks.length, 'key')} leaked into the body: ${leaks.map(({ key }) => key).join(', ')}`,
      LONGEST_TITLE,
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

function leadOf(facts: ReportFacts): readonly Inline[] {
  const isExample = facts.whole !== null && facts.cells.length > 1;
  return [...(isExample ? ['The request below is an example. '] : []), ...requestLead(facts)];
}

function requestLead({ whole, answer }: Pick<ReportFacts, 'whole' | 'answer'>): readonly Inline[] {
  if (!whole) return answer ? [`Answered by ${answer.from}.`] : [];
  const { view, profile, result } = whole;
  const { label, strict } = profileOf(profile);
  const by = DIRECT[result.recognised.form]
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
  const [before, after] = [whole, shortest].map(({ result }) => packed(result.requestText).length);
  const rest = shortest.finished ? '' : ' The time for it was up before nothing more could go.';
  return paragraph(
    `The shortest request that still shows this, found by leaving out and shortening in ${count(shortest.tries, 'try', 'tries')}: ${size(after ?? 0)} of ${size(before ?? 0)}.${rest}`,
  );
}

function requestSections({ whole, shortest }: ReportFacts): readonly Section[] {
  const shown = shortest ?? whole;
  if (!whole || !shown) return [];
  const { outcome } = shown.view;
  const how = shortest ? [shrunkBy(whole, shortest)] : [];
  const asked: Section = {
    id: 'asked',
    title: 'What was asked',
    blocks: [...how, { kind: 'code', language: 'json', text: shown.result.requestText, most: LONGEST }],
  };
  if (outcome.kind !== 'outgoing') return [asked];
  // A call to Bedrock itself is sent as it is asked.
  const isDirect = DIRECT[whole.result.recognised.form];
  const { method, path, headers, bodyText } = outcome.outgoing;
  const head = [
    `${method} ${path}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ].join('\n');
  return [
    ...(isDirect ? [] : [asked]),
    {
      id: 'sent',
      title: 'What is sent',
      blocks: [
        ...(isDirect ? how : []),
        { kind: 'code', language: 'http', text: head },
        { kind: 'code', language: 'json', text: bodyText, most: LONGEST },
      ],
    },
  ];
}

function reproduceSection({ snippets, caller }: ReportFacts): readonly Section[] {
  const python: readonly Block[] =
    caller && isLiteLlmCall(caller)
      ? [paragraph('With LiteLLM:'), { kind: 'code', language: 'python', text: liteLlm(caller) }]
      : [];
  const curl: readonly Block[] = snippets
    ? [
        ...(python.length > 0 ? [paragraph('Without LiteLLM, the body that it sends:')] : []),
        { kind: 'code', language: 'sh', text: curlSigned(snippets) },
      ]
    : [];
  if (python.length + curl.length === 0) return [];
  return [{ id: 'reproduce', title: 'How to reproduce', blocks: [...python, ...curl] }];
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
      ...cellsSection(facts),
      ...refusedSection(facts),
      ...lostSection(facts),
      ...comparedSection(facts),
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
