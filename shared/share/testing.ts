import { type Exchange, NO_TIMINGS } from '../capture/exchange.ts';
import type { LocatedProblem, RouteView } from '../contract/inspection.ts';
import type { JsonObject } from '../json/json.ts';
import type { Rule } from '../pipeline/ledger/rule.ts';
import type { Basis } from '../validation/problem.ts';
import type { Inspected } from './report/facts.ts';

/** The result of looking at a request, without what its views hold. */
export const resultOf = (request: JsonObject | string, rest: Partial<Inspected> = {}): Inspected => ({
  kind: 'inspected',
  dialect: 'litellm',
  api: 'chat',
  recognised: { form: 'chat', by: 'default', sign: '' },
  requestText: typeof request === 'string' ? request : JSON.stringify(request, null, 2),
  model: 'bedrock/invoke/m',
  stream: false,
  chunkSize: null,
  autoRoute: 'invoke',
  warnings: [],
  taken: '',
  calls: [],
  base: null,
  proxy: null,
  views: [],
  ...rest,
});

const BASIS: Basis = { grade: 'recorded', date: null, nearest: null, olderThan: null, life: null };

export const ACCEPTED: RouteView['verdict'] = {
  kind: 'accepted',
  status: 200,
  errorType: '',
  message: '',
  problems: [],
  basis: BASIS,
};

export const NOT_MODELLED: RouteView['verdict'] = {
  kind: 'not-modelled',
  status: null,
  errorType: '',
  message: 'The model is not known.',
  problems: [],
  basis: BASIS,
};

export const refused = (...problems: readonly LocatedProblem[]): RouteView['verdict'] => ({
  kind: 'refused',
  status: 400,
  errorType: 'ValidationException',
  message: problems.map(({ message }) => message).join('; '),
  problems,
  basis: BASIS,
});

export const acceptedWith = (...problems: readonly LocatedProblem[]): RouteView['verdict'] => ({
  kind: 'accepted',
  status: 200,
  errorType: '',
  message: '',
  problems,
  basis: BASIS,
});

/** A problem with a key of the body. */
export const problemAt = (key: string, rest: Partial<LocatedProblem> = {}): LocatedProblem => ({
  pointer: `/${key}`,
  key,
  severity: 'error',
  message: `${key}: Extra inputs are not permitted`,
  why: 'The model knows no `key` like this.',
  evidence: [{ source: 'a report', url: 'https://example.com/1', date: '2025-01', grade: 'recorded' }],
  confirmed: true,
  fixes: [],
  range: null,
  actions: [],
  ...rest,
});

export const ruleOf = (fate: Rule['fate'], rest: Partial<Rule> = {}): Rule => ({
  id: `map.${fate}`,
  stage: 'map',
  fate,
  text: 'It goes by `rule`.',
  source: 'LiteLLM 1.109',
  severity: 'warning',
  ...rest,
});

/** A parameter with its fate. */
export const paramOf = (
  key: string,
  fate: Rule['fate'],
  rest: Partial<RouteView['params'][number]> = {},
) => ({
  pointer: `/${key}`,
  key,
  preview: '1',
  fate,
  leaves: { [fate]: 1 },
  targets: [],
  rule: ruleOf(fate),
  severity: 'warning' as const,
  ...rest,
});

/** What is sent of a body. */
export const sending = (body: JsonObject): RouteView['outcome'] => ({
  kind: 'outgoing',
  outgoing: {
    operation: 'InvokeModel',
    method: 'POST',
    path: '/model/m/invoke',
    headers: { 'content-type': 'application/json' },
    bodyText: JSON.stringify(body, null, 2),
    requests: 1,
    bodyBytes: 1_234,
  },
});

/** A body on the invoke route, accepted, without anything to say. */
export const VIEW: RouteView = {
  route: 'invoke',
  model: {
    given: 'bedrock/invoke/m',
    route: 'invoke',
    auto: false,
    family: 'anthropic',
    litellmModel: 'm',
    modelId: 'm',
    pathId: 'm',
    baseModel: 'm',
    geography: null,
  },
  outcome: sending({ max_tokens: 4, messages: [] }),
  filtered: null,
  filteredLater: false,
  params: [],
  paramsLeft: 0,
  rules: [],
  ledger: [],
  losses: [],
  stages: [],
  verdict: ACCEPTED,
  transformMs: 0,
  validateMs: 0,
};

export const REFUSED_BY_LITELLM: RouteView = {
  ...VIEW,
  model: null,
  outcome: {
    kind: 'refused',
    error: { type: 'UnsupportedParamsError', params: ['n', 'seed'], message: 'n is not supported' },
    actions: [],
  },
  verdict: null,
};

/** A body of which nothing is known. */
export const BODY = {
  kept: 0,
  size: 0,
  mediaType: 'application/json',
  encoding: '',
  missing: null,
  redactions: 0,
};
const EXCHANGE: Exchange = {
  ...NO_TIMINGS,
  id: 'x1',
  number: 1,
  side: 'bedrock',
  source: 'live',
  startedAt: Date.UTC(2026, 10, 26),
  protocol: 'http/1.1',
  method: 'POST',
  path: '/model/m/converse?x=1',
  operation: 'Converse',
  dialect: 'bedrock',
  route: 'converse',
  model: 'm',
  program: 'boto3',
  region: 'eu-west-1',
  target: 'aws',
  conversation: null,
  cause: null,
  preparation: false,
  state: 'done',
  status: 200,
  error: '',
  requestId: 'r-1',
  trace: null,
  stopReason: null,
  usage: { inputTokens: 3, outputTokens: 2, cacheReadTokens: null, cacheWriteTokens: null },
  requestBytes: 2,
  responseBytes: 2,
  frames: 0,
  flags: [],
  release: null,
  pinned: false,
  title: '',
  requestMs: 2,
  headMs: 5,
  endMs: 9,
  requestHeaders: [['content-type', 'application/json']],
  responseHeaders: [],
  request: { ...BODY, size: 2 },
  response: { ...BODY, size: 2 },
  deliveries: [],
  alterations: [],
  links: [],
  failure: '',
};

/** A call to Converse that was answered. */
export const exchangeOf = (part: Partial<Exchange> = {}): Exchange => ({ ...EXCHANGE, ...part });
