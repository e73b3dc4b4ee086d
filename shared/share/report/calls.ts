import type { Evidence } from '../../capture/exchange.ts';
import type { Block, Inline, Section } from '../../contract/report-document.ts';
import type { ReportedCall } from '../../contract/share.ts';
import { parseJson } from '../../json/parse.ts';
import { layOut } from '../../pipeline/python/json.ts';
import { code, paragraph, strong } from './document.ts';
import type { ReportFacts } from './facts.ts';
import { count, duration } from './words.ts';

/** Characters of a body that are quoted. */
const LONGEST = 6_000;

/** What joins a Bedrock call with the client's, for people. */
const JOINED: Readonly<Record<Evidence, string>> = {
  stamp: 'the stamp that it carries',
  'request-id': 'Bedrock’s request id in the answer',
  'message-id': 'the message id in the answer',
  content: 'its content',
  'invocation-id': 'the SDK’s id of the call',
};

const nameOf = ({ side, role }: ReportedCall): string => (side === 'client' ? 'the client' : role);

/** The releases that send a body: `1.83 to 1.110 (27 releases)`; in between may be some that do not. */
function releasesText(list: string | null): string {
  if (list === null) return '';
  const all = list.split(', ').filter((one) => one !== '');
  if (all.length === 0) return 'none known';
  return all.length < 4 ? all.join(', ') : `${all[0]} to ${all.at(-1)} (${all.length} releases)`;
}

/** What was answered, in short: LiteLLM gives some errors no other name than their status. */
export const outcomeOf = ({ status, error }: Pick<ReportedCall, 'status' | 'error'>): string =>
  `${status ?? 'no answer'}${error === '' || error === String(status) ? '' : ` ${error}`}`;

function answerTo(call: ReportedCall): readonly Inline[] {
  const { message } = call;
  const head = outcomeOf(call);
  return message === '' ? [head] : [`${head}: `, code(message)];
}

function rowOf(call: ReportedCall): readonly (readonly Inline[])[] {
  const { operation, method, path, model, offsetMs, endMs, evidence, release } = call;
  const what = operation === '' || call.side === 'client' ? `${method} ${path.split('?', 1)[0]}` : operation;
  return [
    [nameOf(call)],
    [code(what), ...(model === null ? [] : [' of ', code(model)])],
    [
      `${call.side === 'client' ? 'at 0' : `+${duration(offsetMs)}`}${endMs === null ? '' : `, took ${duration(endMs)}`}`,
    ],
    answerTo(call),
    [evidence === null ? '' : JOINED[evidence]],
    [releasesText(release)],
  ];
}

function storyOf(calls: readonly ReportedCall[]): string {
  const client = calls.find(({ side }) => side === 'client');
  const attempts = calls.filter(({ side }) => side === 'bedrock');
  if (!client) return `One call to Bedrock was made in ${count(attempts.length, 'attempt')}.`;
  const asked = client.model === null ? '' : ` for ${client.model}`;
  return attempts.length === 0
    ? `The client asked${asked}. No call to Bedrock is known to have come of it.`
    : `The client asked${asked}; LiteLLM made ${count(attempts.length, 'call')} to Bedrock of it.`;
}

/** A client's call and what came of it, each with its answer and what joins them. */
export function waySection({ calls }: ReportFacts): readonly Section[] {
  if (calls.length === 0) return [];
  return [
    {
      id: 'way',
      title: 'The calls',
      blocks: [
        paragraph(storyOf(calls)),
        {
          kind: 'table',
          head: ['Who', 'Call', 'When', 'Answer', 'Joined by', 'Body of LiteLLM'],
          rows: calls.map(rowOf),
        },
      ],
    },
  ];
}

/** A body as it is read best. */
function laidOut(body: string): string {
  try {
    return layOut(parseJson(body));
  } catch {
    return body;
  }
}

const quoted = ({ method, path, headers, body }: ReportedCall): readonly Block[] => [
  { kind: 'code', language: 'http', text: [`${method} ${path}`, ...headers].join('\n') },
  ...(body === '' ? [] : [{ kind: 'code', language: 'json', text: laidOut(body), most: LONGEST } as const]),
];

/** What the client asked, as it was captured. */
export function askedSection({ calls }: ReportFacts): readonly Section[] {
  const client = calls.find(({ side }) => side === 'client');
  return client
    ? [{ id: 'client', title: 'What the client asked, as it was captured', blocks: quoted(client) }]
    : [];
}

/** What each call to Bedrock was, as it was captured; of bodies that are the same the first one. */
export function bodiesSection({ calls }: ReportFacts): readonly Section[] {
  const attempts = calls.filter(({ side }) => side === 'bedrock');
  if (attempts.length === 0) return [];
  const blocks = attempts.flatMap((call, i): readonly Block[] => {
    const same = attempts.slice(0, i).find(({ body, path }) => body === call.body && path === call.path);
    if (same)
      return [paragraph(strong(call.role), `: the same body to the same address as ${nameOf(same)}.`)];
    return [paragraph(strong(call.role), ':'), ...quoted(call)];
  });
  return [{ id: 'bodies', title: 'What LiteLLM sent, as it was captured', blocks }];
}

/** What somebody wrote stands in these texts too. */
export const bodiesOf = ({ calls }: ReportFacts): readonly string[] => calls.map(({ body }) => body);
