import { lookUp } from '../../../json/look-up.ts';
import { converseMessage, messagesOf, splitSystem } from '../chat-values.ts';
import { bedrockCall, type Found, NOTHING_BESIDE, present, without } from '../found.ts';
import { asMembers, asText, type Call, type Members, map, plain, text, type Value } from '../value.ts';
import { argumentsOf, called, type Language } from './known.ts';

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

/** A template's names in braces are filled in when it is used. */
const templated = (value: Value): Value =>
  value.kind === 'text' ? { ...value, text: value.text.replace(/\{(\w+)\}/g, '‹$1›') } : value;

/** What hands messages to a model; in the oldest code the model itself is called. */
const HANDS_OVER = /\.(?:a?invoke|a?stream|batch)$|^(?:chat|llm|model|chat_model)$/;

const BINDS_TOOLS = /\.(?:bind_tools|bindTools)$/;

/** What is said to the model: what it is handed, or the template before it. */
export function spokenTo({ script }: Language): {
  readonly handed: Call | undefined;
  readonly spoken: readonly Value[];
} {
  const handed = script.calls.find((one) => HANDS_OVER.test(one.callee));
  const template = script.calls.find((one) => /(?:^|\.)(?:from_messages|fromMessages)$/.test(one.callee));
  const given = handed?.args[0];
  // Of several inputs the first is looked at.
  const first = given?.kind === 'list' && handed?.callee.endsWith('.batch') ? given.items[0] : given;
  const said = messagesOf(asMembers(first).get('messages') ?? first);
  if (said && said.length > 0) return { handed, spoken: said };
  const spoken = (messagesOf(template?.args[0]) ?? []).map((message) =>
    map([...asMembers(message)].map(([name, value]) => [name, templated(value)] as const)),
  );
  return { handed, spoken };
}

const PROVIDER = /^(bedrock(?:_converse)?):/;

/** The model, without the maker that `init_chat_model` writes before it, and the maker. */
function modelOf(
  given: Members,
  { args: [first], hole }: Call,
): { readonly id: Value | undefined; readonly maker: string } {
  // A constructor of options alone takes a model that LangChain's release decides.
  const unnamed: Value | undefined =
    first?.kind === 'map' ? { kind: 'hole', hole: { ...hole, name: 'the default model' } } : first;
  const id = given.get('model_id') ?? given.get('modelId') ?? given.get('model') ?? unnamed;
  const [whole, before = ''] = PROVIDER.exec(asText(id) ?? '') ?? [];
  const named = asText(given.get('model_provider') ?? given.get('modelProvider')) ?? before;
  return { id: whole && id?.kind === 'text' ? text(id.text.slice(whole.length)) : id, maker: named };
}

/** LangChain's door to LiteLLM: its arguments are those of the call. */
function throughLiteLLM(call: Call, language: Language, model: Value, spoken: readonly Value[]): Found {
  const given = argumentsOf(call);
  const used = new Set([
    'model',
    'model_name',
    'model_kwargs',
    'streaming',
    'verbose',
    'api_key',
    'openai_api_key',
  ]);
  const streams = given.get('streaming');
  return {
    ...NOTHING_BESIDE,
    what: called(call, language),
    form: 'chat',
    request: map([
      ['model', model],
      ['messages', { kind: 'list', items: spoken }],
      ...without(given, used),
      ...asMembers(given.get('model_kwargs')),
      ...(streams ? [['stream', streams] as const] : []),
    ]),
    left: present(given, new Set(['api_key', 'openai_api_key', 'verbose'])),
  };
}

export function langchain({ callee, ...call }: Call, language: Language): Found | null {
  const given = argumentsOf({ callee, ...call });
  const { id: modelId, maker } = modelOf(given, { callee, ...call });
  if (!modelId) return null;
  const { handed, spoken } = spokenTo(language);
  if (callee.endsWith('ChatLiteLLM')) return throughLiteLLM({ callee, ...call }, language, modelId, spoken);
  if (/init_?chat_?model$/i.test(callee) && !maker.startsWith('bedrock')) return null;
  const { system, others } = splitSystem(spoken);
  const converse =
    /Converse/.test(callee) ||
    maker === 'bedrock_converse' ||
    given.get('beta_use_converse_api') !== undefined;
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
    'model_provider',
    'modelProvider',
    ...Object.keys(CHAT_OPTIONS),
  ]);
  const bound = language.script.calls.filter((one) => BINDS_TOOLS.test(one.callee)).length > 0;
  const left = [
    ...[...given.keys()].filter(
      (name) => !used.has(name) && name !== 'additional_model_request_fields' && name !== 'guardrail_config',
    ),
    ...(bound ? ['the tools that are bound to the model'] : []),
  ];
  const what = `${called({ callee, ...call }, language)}${handed ? ` with ${handed.callee}` : ''}`;
  if (converse) {
    const inference = options.map(
      ([name, value]) => [lookUp(CONVERSE_OPTIONS, name) ?? name, value] as const,
    );
    const fields = given.get('additional_model_request_fields');
    const guardrail = given.get('guardrail_config');
    const body: [string, Value][] = [
      ['messages', { kind: 'list', items: others.map((one) => converseMessage(one)) }],
    ];
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
