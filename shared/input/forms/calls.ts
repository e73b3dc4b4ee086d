import { lookUp } from '../../json/look-up.ts';
import { parseJsonText } from '../json-text.ts';
import { converseMessage, messagesOf, splitSystem } from './chat-values.ts';
import { bedrockCall, type Found, headersOf, NOTHING_BESIDE, present, without } from './found.ts';
import { httpCall } from './http-call.ts';
import {
  asMembers,
  asText,
  type Call,
  type Members,
  map,
  plain,
  type Script,
  TRUE,
  text,
  type Value,
} from './value.ts';
import { valueOfJson } from './values-of-json.ts';

interface Language {
  readonly name: string;
  readonly script: Script;
}

/** A call that is known: what it is called, and how it is read; null where it is no such call after all. */
interface Known {
  readonly callee: RegExp;
  readonly read: (call: Call, language: Language) => Found | null;
}

const called = ({ callee }: Call, { name }: Language): string => `a ${name} call, ${callee}`;

/** Keyword arguments, or the members of the object that JavaScript hands over instead. */
function argumentsOf({ args, named }: Call): Members {
  const [first] = args;
  return named.size === 0 && first?.kind === 'map' ? first.members : named;
}

const POSITIONS = ['model', 'messages', 'timeout', 'temperature', 'top_p', 'n', 'stream'];
const RESPONSES_POSITIONS = ['input', 'model'];
const KEYS = new Set(['api_key', 'aws_access_key_id', 'aws_secret_access_key', 'aws_session_token']);

/** LiteLLM's own functions: every argument is one of the call. */
function litellm(form: Found['form'], positions: readonly string[]): Known['read'] {
  return (call, language) => {
    const given = call.args
      .slice(0, positions.length)
      .map((value, i) => [positions[i] ?? '', value] as const);
    const all = new Map([...given, ...argumentsOf(call)]);
    if (!all.has('model') && !all.has('messages') && !all.has('input')) return null;
    return {
      ...NOTHING_BESIDE,
      what: called(call, language),
      form,
      request: map(without(all, KEYS)),
      left: present(all, KEYS),
    };
  };
}

/** Arguments of the makers' clients that do not become part of the body. */
const CLIENT = new Set([
  'extra_headers',
  'extra_query',
  'extra_body',
  'timeout',
  'betas',
  'signal',
  'maxRetries',
]);
const UNSENT = new Set(['extra_query', 'timeout', 'signal', 'maxRetries']);

/** True for a method of Anthropic's client for Bedrock, which goes past LiteLLM. */
function callsBedrock({ callee }: Call, { script }: Language): boolean {
  const made = script.named(callee.replace(/\..*$/, ''));
  return made?.kind === 'call' && /AnthropicBedrock$/.test(made.call.callee);
}

function anthropicBedrock(call: Call, language: Language): Found {
  const given = argumentsOf(call);
  const streamed = given.get('stream');
  const betas = given.get('betas');
  return bedrockCall(called(call, language), {
    converse: false,
    stream: /\.stream$/.test(call.callee) || (streamed?.kind === 'plain' && streamed.json === 'true'),
    modelId: given.get('model'),
    body: [
      ['anthropic_version', text('bedrock-2023-05-31')],
      ...(betas ? [['anthropic_beta', betas] as const] : []),
      ...without(given, new Set([...CLIENT, 'model', 'stream'])),
    ],
    left: present(given, UNSENT),
  });
}

/** A method of OpenAI's or Anthropic's client, in Python or JavaScript. */
function client(form: Found['form'], path: string): Known['read'] {
  return (call, language) => {
    const given = argumentsOf(call);
    if (given.size === 0) return null;
    if (form === 'messages' && callsBedrock(call, language)) return anthropicBedrock(call, language);
    const streamed = /\.stream$/.test(call.callee) ? ([['stream', TRUE]] as const) : [];
    const betas = given.get('betas');
    const beta = betas?.kind === 'list' ? betas.items.flatMap((item) => asText(item) ?? []).join(',') : '';
    const options = asMembers(call.args[1]);
    return {
      what: called(call, language),
      form,
      request: map([...without(given, CLIENT), ...streamed, ...asMembers(given.get('extra_body'))]),
      path,
      headers: {
        ...headersOf(given.get('extra_headers')),
        ...headersOf(options.get('headers')),
        ...(beta === '' ? {} : { 'anthropic-beta': beta }),
      },
      left: present(given, UNSENT),
    };
  };
}

/** The body of InvokeModel, which is JSON in a text. */
function bodyMembers(body: Value | undefined): Iterable<readonly [string, Value]> {
  if (body?.kind === 'map') return body.members;
  if (body?.kind !== 'text') return body ? [['body', body]] : [];
  const parsed = parseJsonText(body.text);
  return parsed.ok ? asMembers(valueOfJson(parsed.value)) : [['body', body]];
}

const ENVELOPE = new Set([
  'modelId',
  'body',
  'contentType',
  'accept',
  'trace',
  'guardrailIdentifier',
  'guardrailVersion',
]);

/** A method of boto3's client, or a command of the AWS SDK for JavaScript. */
const bedrock: Known['read'] = (call, language) => {
  const given = argumentsOf(call);
  if (!given.has('modelId')) return null;
  const modelId = given.get('modelId');
  const converse = /converse/i.test(call.callee);
  const stream = /stream/i.test(call.callee);
  const what = called(call, language);
  if (converse)
    return bedrockCall(what, { converse, stream, modelId, body: without(given, new Set(['modelId'])) });
  const left = present(given, ENVELOPE).filter((name) => name !== 'modelId' && name !== 'body');
  return bedrockCall(what, { converse, stream, modelId, body: bodyMembers(given.get('body')), left });
};

/** LangChain's constructor and what is handed to the model that it makes. */
const CHAT_OPTIONS: Readonly<Record<string, string>> = {
  temperature: 'temperature',
  max_tokens: 'max_tokens',
  maxTokens: 'max_tokens',
  stop_sequences: 'stop_sequences',
  stop: 'stop_sequences',
  stopSequences: 'stop_sequences',
  top_p: 'top_p',
  topP: 'top_p',
};

const CONVERSE_OPTIONS: Readonly<Record<string, string>> = {
  temperature: 'temperature',
  max_tokens: 'maxTokens',
  stop_sequences: 'stopSequences',
  top_p: 'topP',
};

function langchain({ callee, ...call }: Call, language: Language): Found | null {
  const given = argumentsOf({ callee, ...call });
  const modelId = given.get('model_id') ?? given.get('modelId') ?? given.get('model') ?? call.args[0];
  if (!modelId) return null;
  const handed = language.script.calls.find((one) => /\.(?:a?invoke|a?stream|batch)$/.test(one.callee));
  const spoken = messagesOf(handed?.args[0]) ?? [];
  const { system, others } = splitSystem(spoken);
  const converse = /Converse/.test(callee) || given.get('beta_use_converse_api') !== undefined;
  const stream = handed ? /stream/.test(handed.callee) : given.has('streaming');
  const options = [...given].flatMap(([name, value]) => {
    const known = lookUp(CHAT_OPTIONS, name);
    return known === undefined || (value.kind === 'plain' && value.json === 'null')
      ? []
      : [[known, value] as const];
  });
  const used = new Set([
    'model_id',
    'modelId',
    'model',
    'model_kwargs',
    'modelKwargs',
    ...Object.keys(CHAT_OPTIONS),
  ]);
  const left = [...given.keys()].filter(
    (name) => !used.has(name) && name !== 'additional_model_request_fields' && name !== 'guardrail_config',
  );
  const what = `${called({ callee, ...call }, language)}${handed ? ` with ${handed.callee}` : ''}`;
  if (converse) {
    const inference = options.map(
      ([name, value]) => [lookUp(CONVERSE_OPTIONS, name) ?? name, value] as const,
    );
    const fields = given.get('additional_model_request_fields');
    const guardrail = given.get('guardrail_config');
    const body: [string, Value][] = [['messages', { kind: 'list', items: others.map(converseMessage) }]];
    if (system.length > 0)
      body.push(['system', { kind: 'list', items: system.map((says) => map([['text', says]])) }]);
    if (inference.length > 0) body.push(['inferenceConfig', map(inference)]);
    if (fields) body.push(['additionalModelRequestFields', fields]);
    if (guardrail) body.push(['guardrailConfig', guardrail]);
    return bedrockCall(what, { converse, stream, modelId, body, left });
  }
  const more = asMembers(given.get('model_kwargs') ?? given.get('modelKwargs'));
  const [said] = system;
  const body = new Map<string, Value>([
    ['anthropic_version', text('bedrock-2023-05-31')],
    ['messages', { kind: 'list', items: others }],
    ...(said ? [['system', said] as const] : []),
    ['max_tokens', plain('1024')],
    ...options,
    ...more,
  ]);
  return bedrockCall(what, { converse, stream, modelId, body, left });
}

/** Vercel's AI SDK: its names in those of the client that it calls. */
const AI_SDK: Readonly<Record<string, string>> = {
  maxTokens: 'max_tokens',
  maxOutputTokens: 'max_tokens',
  temperature: 'temperature',
  topP: 'top_p',
  topK: 'top_k',
  frequencyPenalty: 'frequency_penalty',
  presencePenalty: 'presence_penalty',
  seed: 'seed',
};

const AI_CONVERSE: Readonly<Record<string, string>> = {
  max_tokens: 'maxTokens',
  temperature: 'temperature',
  top_p: 'topP',
  stopSequences: 'stopSequences',
};

const aiSdk: Known['read'] = (call, language) => {
  const given = argumentsOf(call);
  const model = given.get('model');
  if (!model) return null;
  const maker = model.kind === 'call' ? model.call.callee : '';
  const id = model.kind === 'call' ? model.call.args[0] : model;
  const prompt = given.get('prompt');
  const messages = given.get('messages');
  const spoken = prompt ? (messagesOf(prompt) ?? [prompt]) : messages?.kind === 'list' ? messages.items : [];
  const said = given.get('system') ?? given.get('instructions');
  const stop = given.get('stopSequences');
  const options = [...given].flatMap(([name, value]) => {
    const known = lookUp(AI_SDK, name);
    return known === undefined ? [] : [[known, value] as const];
  });
  const used = new Set([
    ...Object.keys(AI_SDK),
    'model',
    'prompt',
    'messages',
    'system',
    'instructions',
    'stopSequences',
  ]);
  const left = [...given.keys()].filter((name) => !used.has(name));
  const stream = /^stream/.test(call.callee);
  const what = called(call, language);
  if (/bedrock/i.test(maker)) {
    const inference = [...options, ...(stop ? [['stopSequences', stop] as const] : [])].flatMap(
      ([name, value]) => {
        const known = lookUp(AI_CONVERSE, name);
        return known === undefined ? [] : [[known, value] as const];
      },
    );
    const body: [string, Value][] = [];
    if (said) body.push(['system', { kind: 'list', items: [map([['text', said]])] }]);
    body.push(['messages', { kind: 'list', items: spoken.map(converseMessage) }]);
    if (inference.length > 0) body.push(['inferenceConfig', map(inference)]);
    return bedrockCall(what, { converse: true, stream, modelId: id, body, left });
  }
  const anthropic = /anthropic/i.test(maker);
  const system =
    said && !anthropic
      ? [
          map([
            ['role', text('system')],
            ['content', said],
          ]),
        ]
      : [];
  return {
    ...NOTHING_BESIDE,
    what,
    form: anthropic ? 'messages' : 'chat',
    request: map([
      ['model', id ?? model],
      ...(said && anthropic ? [['system', said] as const] : []),
      ['messages', { kind: 'list', items: [...system, ...spoken] }],
      ...options,
      ...(stop ? [[anthropic ? 'stop_sequences' : 'stop', stop] as const] : []),
      ...(stream ? [['stream', TRUE] as const] : []),
    ]),
    path: anthropic ? '/v1/messages' : '/v1/chat/completions',
    left,
  };
};

/** `fetch(url, {headers, body})`, `axios.post(url, body, {headers})`, `requests.post(url, json=…, headers=…)`. */
const http: Known['read'] = (call, language) => {
  const url = asText(call.args[0] ?? call.named.get('url'));
  if (url === null) return null;
  const isFetch = /fetch$/.test(call.callee);
  const options = isFetch
    ? asMembers(call.args[1])
    : call.named.size > 0
      ? call.named
      : asMembers(call.args[2]);
  const body = isFetch
    ? options.get('body')
    : (options.get('json') ?? options.get('data') ?? options.get('content') ?? call.args[1]);
  if (!body) return null;
  return httpCall({ what: called(call, language), url, headers: headersOf(options.get('headers')), body });
};

/** Most telling first. */
const KNOWN: readonly Known[] = [
  {
    callee: /(?:^|\.)chat\.completions\.(?:create|parse|stream)$/,
    read: client('chat', '/v1/chat/completions'),
  },
  {
    callee: /(?:^|\.)anthropic\.messages\.a?create$|(?:^|\.)anthropic_messages$/,
    read: litellm('messages', []),
  },
  { callee: /(?:^|\.)messages\.(?:create|stream|parse)$/, read: client('messages', '/v1/messages') },
  { callee: /(?:^|\.)responses\.(?:create|stream|parse)$/, read: client('responses', '/v1/responses') },
  { callee: /^(?:litellm|router|llm_router)\.a?responses$/, read: litellm('responses', RESPONSES_POSITIONS) },
  { callee: /^(?:[\w.]+\.)?a?completion$/, read: litellm('chat', POSITIONS) },
  { callee: /(?:^|\.)(?:converse|converse_stream|converseStream|invoke_model|invokeModel)$/, read: bedrock },
  { callee: /(?:^|\.)(?:invoke_model_with_response_stream|invokeModelWithResponseStream)$/, read: bedrock },
  {
    callee: /(?:^|\.)(?:Converse|ConverseStream|InvokeModel|InvokeModelWithResponseStream)Command$/,
    read: bedrock,
  },
  { callee: /(?:^|\.)(?:ChatBedrock|ChatBedrockConverse|BedrockChat)$/, read: langchain },
  { callee: /^(?:generateText|streamText|generateObject|streamObject)$/, read: aiSdk },
  { callee: /^(?:window\.|globalThis\.)?fetch$/, read: http },
  { callee: /^(?:axios|requests|httpx|session|client|http)\.post$/, read: http },
];

/** What is handed to a model of LangChain's stands beside its constructor. */
const BESIDE = /\.(?:a?invoke|a?stream|batch)$/;

/** True for what is called in calls that Strata reads. */
export const isKnown = (callee: string): boolean =>
  BESIDE.test(callee) || KNOWN.some((known) => known.callee.test(callee));

/** All calls of a script that are known, in order. */
export function knownCalls(language: Language): readonly Found[] {
  return language.script.calls.flatMap((call) => {
    const found = KNOWN.find(({ callee }) => callee.test(call.callee))?.read(call, language);
    return found ? [found] : [];
  });
}
