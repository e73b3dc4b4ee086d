import { documented, inferred, quoted, type Source } from '../evidence.ts';
import type { ModelKind } from '../families/family.ts';
import { familyOf } from '../families/index.ts';
import type { Evidence, Operation } from '../problem.ts';
import { rowOn } from './capabilities/as-of.ts';
import { type Capabilities, evidenceFor } from './capabilities/capability.ts';
import { capabilitiesOf } from './capabilities/index.ts';

/** Why an operation does not fit a model: Bedrock's sentence, or that nothing is modelled. */
export type Misfit =
  | { readonly kind: 'refused'; readonly sentence: string; readonly why: string; readonly source: Source }
  | { readonly kind: 'not-modelled'; readonly reason: string };

/** What each kind of model takes beside CountTokens, which is a matter of single models. */
const TAKES: Readonly<Record<ModelKind, readonly Operation[]>> = {
  chat: ['InvokeModel', 'InvokeModelWithResponseStream', 'Converse', 'ConverseStream'],
  embedding: ['InvokeModel'],
  rerank: ['InvokeModel'],
  image: ['InvokeModel'],
  video: ['StartAsyncInvoke'],
  'video-understanding': ['InvokeModel', 'InvokeModelWithResponseStream'],
  speech: [],
};

const SPEECH: Evidence = {
  source: 'public notes on Nova 2 Sonic asked by ConverseStream',
  url: null,
  date: '2026-02-11',
  grade: 'quoted',
};

const NOT_FOR_CHAT = {
  kind: 'refused',
  sentence:
    "This action doesn't support the model that you provided. Try again with a supported text or chat model.",
  why: 'Converse is for text and chat models; embedding, rerank, image and video models have none of it.',
  source: [
    quoted('mlcommons/modelbench', 1654, '2026-09-14'),
    documented('AWS page "Supported models and model features"'),
  ],
} as const satisfies Misfit;

const NOT_FOR_SPEECH = {
  ...NOT_FOR_CHAT,
  why: 'The model speaks: it is used through InvokeModelWithBidirectionalStream.',
  source: [SPEECH],
} as const satisfies Misfit;

const NOT_STREAMED = {
  kind: 'refused',
  sentence: 'The model is unsupported for streaming.',
  why: 'The model answers in one piece only.',
  source: [
    quoted('aws-samples/amazon-bedrock-client-for-mac', 112, '2025-08-11'),
    {
      source: 'newrelic/node-newrelic: answers recorded for its tests of Bedrock',
      url: 'https://github.com/newrelic/node-newrelic',
      date: null,
      grade: 'recorded',
    },
  ],
} as const satisfies Misfit;

const PROFILES_NOT_COUNTED = [
  quoted('agentgateway/agentgateway', 3254, '2026-08-31'),
  quoted('maximhq/bifrost', 2169, '2026-03-18'),
];

const notCounted = (source: Source): Misfit => ({
  kind: 'refused',
  sentence: "The provided model doesn't support counting tokens.",
  why: 'CountTokens knows some Claude models, by their bare ids alone; an inference profile does not carry it.',
  source,
});

/** What CountTokens answers to an application inference profile, whatever model is behind it. */
const OWN_PROFILE_NOT_COUNTED = notCounted([quoted('pydantic/pydantic-ai', 4001, '2026-01-14')]);

const NOT_ASYNC = {
  kind: 'refused',
  sentence: 'The provided request is not valid',
  why: 'Only models that make videos or embed long media are invoked asynchronously.',
  source: [quoted('boto/boto3', 4382, '2025-01-03')],
} as const satisfies Misfit;

const ASYNC_ONLY = {
  kind: 'refused',
  sentence:
    'Malformed input request: #: required key [messages] not found, please reformat your input and try again.',
  why: 'The model is invoked with StartAsyncInvoke only.',
  source: [
    quoted('aws-samples/amazon-bedrock-client-for-mac', 59, '2024-12-04'),
    inferred('The report is of Nova Reel'),
  ],
} as const satisfies Misfit;

const STREAMS = /Stream$/;

/** What a model takes on a day; nothing where no relative is known either. */
function takenOn(base: string, day: string | null): Partial<Capabilities> {
  const known = capabilitiesOf(base);
  return known === null ? {} : rowOn(known.row, day);
}

/** Whether an operation fits a resource that does not tell its model. */
export const misfitOfResource = (operation: Operation, resource: string): Misfit | undefined =>
  operation === 'CountTokens' && resource === 'application-inference-profile'
    ? OWN_PROFILE_NOT_COUNTED
    : undefined;

/**
 * Whether an operation fits a model.
 * @param base foundation model id without geography prefix
 * @param direct true where the request names the foundation model itself and no inference profile
 * @param asOf the day that is asked about, `YYYY-MM-DD`; null where none is
 * @returns undefined where it fits, or where the model is of no known family
 */
export function misfitOf(
  operation: Operation,
  base: string,
  direct: boolean,
  asOf: string | null = null,
): Misfit | undefined {
  const family = familyOf(base);
  if (!family) return undefined;
  if (family.kind === 'speech' && operation.startsWith('Converse')) return NOT_FOR_SPEECH;
  if (family.kind === 'speech')
    return {
      kind: 'not-modelled',
      reason: `${base} speaks: it is used through InvokeModelWithBidirectionalStream, which Strata does not model.`,
    };
  const { streamed, counted } = takenOn(base, asOf);
  if (STREAMS.test(operation) && streamed?.is === false) return NOT_STREAMED;
  if (operation === 'CountTokens')
    return direct && counted?.is === true
      ? undefined
      : notCounted(counted?.is === false ? evidenceFor(counted) : PROFILES_NOT_COUNTED);
  if (operation === 'StartAsyncInvoke' ? family.async : TAKES[family.kind].includes(operation))
    return undefined;
  if (operation.startsWith('Converse')) return NOT_FOR_CHAT;
  if (operation === 'StartAsyncInvoke') return NOT_ASYNC;
  return family.kind === 'video' ? ASYNC_ONLY : NOT_STREAMED;
}
