import type { Block, Inline, Report, Section } from '../../contract/report-document.ts';
import { DIRECT } from '../../input/forms.ts';
import { packed } from '../../pipeline/python/json.ts';
import { profileOf } from '../../pipeline/releases/profile.ts';
import { curlSigned } from '../snippets/curl.ts';
import { isLiteLlmCall, liteLlm } from '../snippets/litellm.ts';
import { answerSection, streamSection } from './answer.ts';
import { askedSection, bodiesSection, waySection } from './calls.ts';
import { cellsSection } from './cells.ts';
import { comparedSection } from './compared.ts';
import { code, paragraph, strong } from './document.ts';
import type { Looked, ReportFacts, Shortest } from './facts.ts';
import { evidenceSection, lostSection, refusedSection } from './problems.ts';
import { sinceSection } from './since.ts';
import { titleOf } from './title.ts';
import { count, size } from './words.ts';

/** Characters of a text that are quoted; a report is read, not parsed. */
const LONGEST = 6_000;
/** Of the whole body, which is there only for who wants it. */
const LONGEST_BODY = 2_000_000;

const ROUTES = { invoke: 'invoke route', converse: 'converse route' } as const;

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

/** The answer to the shortest request, where it names other places than that to the whole one. */
function otherWords(whole: Looked, shown: Looked): readonly Block[] {
  const [before, after] = [whole.view.verdict, shown.view.verdict];
  if (before?.kind !== 'refused' || after?.kind !== 'refused' || before.message === after.message) return [];
  return [paragraph('Bedrock’s answer to this body, predicted: ', code(after.message))];
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
        ...otherWords(whole, shown),
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
