import { lookUp } from '../../../json/look-up.ts';
import { converseMessage, splitSystem, textBlock } from '../chat-values.ts';
import { bedrockCall, type Found } from '../found.ts';
import { asMembers, asText, holeAt, type Members, map, plain, text, type Value } from '../value.ts';

/** What a call of the AI SDK says, before Bedrock's provider writes its Converse body. */
export interface Spoken {
  readonly what: string;
  readonly stream: boolean;
  readonly modelId: Value | undefined;
  readonly given: Members;
  /** The value of `system` or `instructions`. */
  readonly system: Value | undefined;
  /** Messages in the SDK's form, or what stands for them. */
  readonly messages: Value;
  /** Names of the arguments that no part of the body is made of. */
  readonly left: readonly string[];
}

const INFERENCE: Readonly<Record<string, string>> = {
  maxTokens: 'maxTokens',
  maxOutputTokens: 'maxTokens',
  temperature: 'temperature',
  topP: 'topP',
  topK: 'topK',
  stopSequences: 'stopSequences',
};
/** What Claude does not take while it thinks; the provider leaves it out. */
const NOT_WHILE_THINKING: ReadonlySet<string> = new Set(['temperature', 'topP', 'topK']);
/** The tokens for the answer beside those for thinking, where the call names none. */
const ANSWER_TOKENS = 4096;

/** Options for Bedrock, under either of the provider's names. */
function own(options: Value | undefined): Members {
  const all = asMembers(options);
  return asMembers(all.get('amazonBedrock') ?? all.get('bedrock'));
}

const numberOf = (value: Value | undefined): number | null =>
  value?.kind === 'plain' && /^\d+$/.test(value.json) ? Number(value.json) : null;

const cachePoint = (message: Members): readonly Value[] => {
  const point = own(message.get('providerOptions')).get('cachePoint');
  return point ? [map([['cachePoint', point]])] : [];
};

/** `image/png` → png; of `image` alone the format is open. */
const formatOf = (mediaType: string): string => mediaType.split('/')[1] ?? '‹format›';

/** A picture, a film or a document as a block of Converse; null where it is something else. */
function mediaBlock(part: Members): Value | null {
  const data = part.get('image') ?? part.get('data');
  const type = asText(part.get('mediaType') ?? part.get('mimeType')) ?? (part.has('image') ? 'image' : '');
  if (!data || type === '') return null;
  const kind = /^(?:image|video)(?=$|\/)/.exec(type)?.[0] ?? 'document';
  const format = text(formatOf(type === 'text/plain' ? 'text/txt' : type));
  const named = kind === 'document' ? [['name', text('document-1')] as const] : [];
  const members = [['format', format] as const, ...named, ['source', map([['bytes', data]])] as const];
  return map([[kind, map(members)]]);
}

function block(part: Value): Value {
  const members = asMembers(part);
  const isMedia = /^(?:file|image)$/.test(asText(members.get('type')) ?? '');
  return (isMedia ? mediaBlock(members) : null) ?? textBlock(part);
}

/** What a tool is made with: `tool({…})`, or the object itself. */
const toolParts = (value: Value): Members => asMembers(value.kind === 'call' ? value.call.args[0] : value);

/** The JSON Schema of a tool; one of another library is made by a run alone and stays open. */
const schemaOf = (value: Value): Value =>
  value.kind === 'call' && /(?:^|\.)jsonSchema$/.test(value.call.callee)
    ? (value.call.args[0] ?? value)
    : value;

function toolSpec(name: string, value: Value): Value {
  const parts = toolParts(value);
  const schema = parts.get('inputSchema') ?? parts.get('parameters');
  const description = parts.get('description');
  const spec: [string, Value][] = [['name', text(name)]];
  if (description) spec.push(['description', description]);
  spec.push(['inputSchema', map([['json', schema ? schemaOf(schema) : value]])]);
  return map([['toolSpec', map(spec)]]);
}

/** How the SDK says which tool is chosen, in Converse's words; none stands for no tools at all. */
function choiceOf(choice: Value | undefined): readonly (readonly [string, Value])[] {
  const word = { auto: 'auto', required: 'any' }[asText(choice) ?? ''];
  if (word !== undefined) return [['toolChoice', map([[word, map([])]])]];
  const name = asMembers(choice).get('toolName');
  return name ? [['toolChoice', map([['tool', map([['name', name]])]])]] : [];
}

function toolConfig(given: Members): readonly (readonly [string, Value])[] {
  const tools = given.get('tools');
  const choice = given.get('toolChoice');
  if (!tools || asText(choice) === 'none') return [];
  if (tools.kind !== 'map') return [['toolConfig', map([['tools', tools]])]];
  if (tools.members.size === 0) return [];
  const specs = [...tools.members].map(([name, tool]) => toolSpec(name, tool));
  return [['toolConfig', map([['tools', { kind: 'list', items: specs }], ...choiceOf(choice)])]];
}

interface Thinking {
  /** Tokens that are added to those for the answer. */
  readonly budget: number | null;
  readonly on: boolean;
  readonly fields: readonly (readonly [string, Value])[];
}

/** `reasoningConfig` in the words of the model's maker. */
function thinkingOf(options: Members, id: string): Thinking {
  const config = asMembers(options.get('reasoningConfig'));
  const type = asText(config.get('type'));
  const effort = config.get('maxReasoningEffort');
  const tokens = config.get('budgetTokens');
  if (!id.includes('anthropic')) {
    const field = id.startsWith('openai.') ? effort : config.size > 0 && effort ? map(config) : undefined;
    const name = id.startsWith('openai.') ? 'reasoning_effort' : 'reasoningConfig';
    return { budget: null, on: false, fields: field ? [[name, field]] : [] };
  }
  const on = type === 'adaptive' || (type === 'enabled' && tokens !== undefined);
  const budget = type === 'enabled' && tokens ? ([['budget_tokens', tokens]] as const) : [];
  const fields: (readonly [string, Value])[] = on
    ? [['thinking', map([['type', text(type ?? '')], ...budget])]]
    : [];
  if (effort) fields.push(['output_config', map([['effort', effort]])]);
  return { budget: type === 'enabled' ? numberOf(tokens) : null, on, fields };
}

function inferenceOf(given: Members, { on, budget }: Thinking): readonly (readonly [string, Value])[] {
  const config = new Map(
    [...given].flatMap(([name, value]) => {
      const known = lookUp(INFERENCE, name);
      return known === undefined || (on && NOT_WHILE_THINKING.has(known)) ? [] : [[known, value] as const];
    }),
  );
  const most = config.get('maxTokens');
  const tokens = most ? numberOf(most) : ANSWER_TOKENS;
  if (budget !== null && tokens !== null) config.set('maxTokens', plain(String(tokens + budget)));
  return config.size > 0 ? [['inferenceConfig', map(config)]] : [];
}

/** Options of the provider that become members under other names; all others are sent as they are. */
const REWRITTEN: ReadonlySet<string> = new Set([
  'reasoningConfig',
  'additionalModelRequestFields',
  'serviceTier',
  'anthropicBeta',
]);

/**
 * The Converse call that the AI SDK's provider for Bedrock makes.
 * Source: `@ai-sdk/amazon-bedrock`, the arguments of its chat model.
 */
export function aiSdkOnBedrock({ what, stream, modelId, given, system, messages, left }: Spoken): Found {
  const options = own(given.get('providerOptions'));
  const thinking = thinkingOf(options, asText(modelId) ?? '');
  const betas = options.get('anthropicBeta');
  const tier = options.get('serviceTier');
  const list = messages.kind === 'list' ? messages.items : null;
  const spoken = splitSystem(list ?? []);
  const leading = (list ?? []).filter((one) => asText(asMembers(one).get('role')) === 'system');
  const says = [
    ...(system ? [map([['text', system]])] : []),
    ...leading.flatMap((one, i) => {
      const of = spoken.system[i];
      return of ? [map([['text', of]]), ...cachePoint(asMembers(one))] : [];
    }),
  ];
  const fields = [
    ...asMembers(options.get('additionalModelRequestFields')),
    ...(betas ? [['anthropic_beta', betas] as const] : []),
    ...thinking.fields,
  ];
  const said = list
    ? {
        kind: 'list' as const,
        items: spoken.others.map((one) => converseMessage(one, block, cachePoint(asMembers(one)))),
      }
    : messages;
  return bedrockCall(what, {
    converse: true,
    stream,
    modelId,
    body: [
      ...(says.length > 0 ? [['system', { kind: 'list', items: says }] as const] : []),
      ['messages', said],
      ...inferenceOf(given, thinking),
      ...(fields.length > 0 ? [['additionalModelRequestFields', map(fields)] as const] : []),
      ...(tier ? [['serviceTier', map([['type', tier]])] as const] : []),
      ...[...options].filter(([name]) => !REWRITTEN.has(name)),
      ...toolConfig(given),
    ],
    left,
  });
}

const OF_CLAUDE: Readonly<Record<string, string>> = {
  maxTokens: 'max_tokens',
  maxOutputTokens: 'max_tokens',
  temperature: 'temperature',
  topP: 'top_p',
  topK: 'top_k',
  stopSequences: 'stop_sequences',
};
const OWN_LIMIT = 'the model’s own limit';

function claudeTools(given: Members): readonly (readonly [string, Value])[] {
  const tools = given.get('tools');
  if (!tools || (tools.kind === 'map' && tools.members.size === 0)) return [];
  if (tools.kind !== 'map') return [['tools', tools]];
  const items = [...tools.members].map(([name, tool]) => {
    const spec = asMembers(asMembers(toolSpec(name, tool)).get('toolSpec'));
    const schema = asMembers(spec.get('inputSchema')).get('json') ?? tool;
    return map([...[...spec].filter(([key]) => key !== 'inputSchema'), ['input_schema', schema]]);
  });
  return [['tools', { kind: 'list', items }]];
}

/** The InvokeModel call that the AI SDK's provider for Claude on Bedrock makes: the messages API's body. */
export function claudeOnBedrock({ what, stream, modelId, given, system, messages, left }: Spoken): Found {
  const options = [...given].flatMap(([name, value]) => {
    const known = lookUp(OF_CLAUDE, name);
    return known === undefined ? [] : [[known, value] as const];
  });
  const limit: Value = { kind: 'hole', hole: holeAt(OWN_LIMIT, 0, OWN_LIMIT.length) };
  return bedrockCall(what, {
    converse: false,
    stream,
    modelId,
    body: [
      ['anthropic_version', text('bedrock-2023-05-31')],
      ...(options.some(([name]) => name === 'max_tokens') ? [] : [['max_tokens', limit] as const]),
      ...options,
      ...(system ? [['system', system] as const] : []),
      ['messages', messages],
      ...claudeTools(given),
    ],
    left,
  });
}
