import { lookUp } from '../../../json/look-up.ts';
import { messagesOf } from '../chat-values.ts';
import { type Found, NOTHING_BESIDE } from '../found.ts';
import { baseOf } from '../http-call.ts';
import { asMembers, asText, type Call, type Members, map, TRUE, text, type Value } from '../value.ts';
import { aiSdkOnBedrock, claudeOnBedrock } from './ai-sdk-bedrock.ts';
import { argumentsOf, called, type Known, type Language } from './known.ts';

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
const READ: ReadonlySet<string> = new Set([
  ...Object.keys(AI_SDK),
  ...['model', 'prompt', 'messages', 'system', 'instructions', 'stopSequences'],
]);
/** What Bedrock's provider makes parts of the body of, too, and what it has no place for. */
const READ_FOR_BEDROCK: ReadonlySet<string> = new Set([...READ, 'tools', 'toolChoice', 'providerOptions']);
const READ_FOR_CLAUDE: ReadonlySet<string> = new Set(
  [...READ_FOR_BEDROCK].filter((name) => name !== 'providerOptions' && !/Penalty$|^seed$/.test(name)),
);
const UNSENT_TO_BEDROCK: ReadonlySet<string> = new Set(['frequencyPenalty', 'presencePenalty', 'seed']);

/** What providers take beside the SDK's own names, in those of their APIs. */
const OF_OPENAI: Readonly<Record<string, string>> = {
  reasoningEffort: 'reasoning_effort',
  textVerbosity: 'verbosity',
  parallelToolCalls: 'parallel_tool_calls',
  serviceTier: 'service_tier',
  maxCompletionTokens: 'max_completion_tokens',
  logitBias: 'logit_bias',
  metadata: 'metadata',
  store: 'store',
  user: 'user',
  prediction: 'prediction',
  promptCacheKey: 'prompt_cache_key',
  safetyIdentifier: 'safety_identifier',
};

type Option = readonly [string, Value];

/** An option of Anthropic's provider in the words of its API; null for one that has no place in a call. */
function ofAnthropic(name: string, value: Value): Option | null {
  const members = asMembers(value);
  const budget = members.get('budgetTokens');
  if (name === 'thinking') {
    const others = [...members].filter(([key]) => key !== 'budgetTokens');
    return ['thinking', budget ? map([...others, ['budget_tokens', budget]]) : value];
  }
  return name === 'effort' ? ['output_config', map([['effort', value]])] : null;
}

/** True where the options of providers are told one by one. */
const opened = (name: string, given: Members): boolean =>
  name === 'providerOptions' && given.get(name)?.kind === 'map';

/** What `providerOptions` adds to a call, and the names in it that no part of the call is made of. */
function providerOptions(given: Members, provider: 'anthropic' | 'openai') {
  const all = asMembers(given.get('providerOptions'));
  const options: Option[] = [];
  const left: string[] = [];
  for (const [of, values] of all) {
    for (const [name, value] of asMembers(values)) {
      const known = lookUp(OF_OPENAI, name);
      const openAi: Option | null = known === undefined ? null : [known, value];
      const option = of !== provider ? null : of === 'anthropic' ? ofAnthropic(name, value) : openAi;
      if (option) options.push(option);
      else left.push(`providerOptions.${of}.${name}`);
    }
  }
  return { options, left };
}

/** Whose model it is: by the name that is called, or by what made the provider of that name. */
function makerOf({ callee, hole }: Call, { script }: Language): string {
  const made = script.named(callee.replace(/\..*$/s, ''), hole.from);
  return made?.kind === 'call' ? `${callee} ${made.call.callee}` : callee;
}

/** The model that a call names, without what is wrapped around it. */
function modelIn(given: Members): Value | undefined {
  const model = given.get('model');
  return model?.kind === 'call' && /(?:^|\.)wrapLanguageModel$/.test(model.call.callee)
    ? asMembers(model.call.args[0]).get('model')
    : model;
}

const idOf = (model: Value): Value => (model.kind === 'call' ? (model.call.args[0] ?? model) : model);

/** The address that a model's provider was made for; null where the text does not say. */
function addressOf(model: Value, { script }: Language): string | null {
  if (model.kind !== 'call') return null;
  const made = script.named(model.call.callee.replace(/\..*$/, ''), model.call.hole.from);
  return made?.kind === 'call' ? asText(argumentsOf(made.call).get('baseURL')) : null;
}

function messagesIn(given: Members): Value {
  const prompt = given.get('prompt');
  if (!prompt) return given.get('messages') ?? { kind: 'list', items: [] };
  const spoken = messagesOf(prompt) ?? [
    map([
      ['role', text('user')],
      ['content', prompt],
    ]),
  ];
  return { kind: 'list', items: spoken };
}

/** `generateText`, `streamText` and their like. */
export const aiSdk: Known['read'] = (call, language) => {
  const given = argumentsOf(call);
  const model = modelIn(given);
  if (!model) return null;
  const maker = model.kind === 'call' ? makerOf(model.call, language) : '';
  const messages = messagesIn(given);
  const said = given.get('system') ?? given.get('instructions');
  const stream = /^stream/.test(call.callee);
  const what = called(call, language);
  const names = [...given.keys()];
  if (/bedrockAnthropic/i.test(maker)) {
    const left = names.filter((name) => !READ_FOR_CLAUDE.has(name));
    return claudeOnBedrock({ what, stream, modelId: idOf(model), given, system: said, messages, left });
  }
  if (/bedrock/i.test(maker) && !/mantle/i.test(maker)) {
    const left = names.filter((name) => !READ_FOR_BEDROCK.has(name) || UNSENT_TO_BEDROCK.has(name));
    return aiSdkOnBedrock({ what, stream, modelId: idOf(model), given, system: said, messages, left });
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
  const stop = given.get('stopSequences');
  const address = addressOf(model, language);
  const more = providerOptions(given, anthropic ? 'anthropic' : 'openai');
  const options = [...given].flatMap(([name, value]) => {
    const known = lookUp(AI_SDK, name);
    return known === undefined ? [] : [[known, value] as const];
  });
  return {
    ...NOTHING_BESIDE,
    what,
    form: anthropic ? 'messages' : 'chat',
    request: map([
      ['model', idOf(model)],
      ...(said && anthropic ? [['system', said] as const] : []),
      [
        'messages',
        messages.kind === 'list' ? { kind: 'list', items: [...system, ...messages.items] } : messages,
      ],
      ...options,
      ...(stop ? [[anthropic ? 'stop_sequences' : 'stop', stop] as const] : []),
      ...more.options,
      ...(stream ? [['stream', TRUE] as const] : []),
    ]),
    path: anthropic ? '/v1/messages' : '/v1/chat/completions',
    base: address === null ? null : baseOf(address),
    left: [...names.filter((name) => !READ.has(name) && !opened(name, given)), ...more.left],
  };
};

/** `embed` and `embedMany`, as a call for embeddings of the model. */
export const aiSdkEmbedding: Known['read'] = (call, language): Found | null => {
  const given = argumentsOf(call);
  const model = given.get('model');
  const input = given.get('values') ?? given.get('value');
  if (!model || !input) return null;
  return {
    ...NOTHING_BESIDE,
    what: called(call, language),
    form: 'embeddings',
    request: map([
      ['model', idOf(model)],
      ['input', input],
    ]),
    path: '/v1/embeddings',
    left: [...given.keys()].filter((name) => !['model', 'value', 'values'].includes(name)),
  };
};
