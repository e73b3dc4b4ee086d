import type { Json } from '../../json/json.ts';
import { lookUp } from '../../json/look-up.ts';
import type { Capabilities } from '../models/capabilities/capability.ts';
import { anything, closed, flag, integer, list, number, open, text } from '../schema/build.ts';
import type { Schema } from '../schema/schema.ts';
import { answerLength, windowLeft } from './chat-lengths.ts';
import { type Check, type FamilyRules, family } from './family.ts';
import {
  composeChat,
  reasoningEffort,
  reasoningLevel,
  reasoningObject,
  unknownParameter,
} from './openai-converse.ts';

const nullable = (schema: Schema): Schema => ({
  ...schema,
  type: [schema.type ?? 'object', 'null'].flat() as NonNullable<Schema['type']>,
});

// The keys in the order the service lists them when it meets another one (litellm #16184).
const KEYS: Readonly<Record<string, Schema>> = {
  audio: nullable(open()),
  frequency_penalty: nullable(number()),
  function_call: anything,
  functions: nullable(list(open())),
  include_reasoning: nullable(flag()),
  logit_bias: nullable(open()),
  logprobs: nullable(flag()),
  max_completion_tokens: nullable(integer({ minimum: 0 })),
  max_tokens: nullable(integer({ minimum: 0 })),
  messages: list(open({ role: text() }, { required: ['role'] })),
  metadata: nullable(open()),
  modalities: nullable(list(text())),
  model: text(),
  n: nullable(integer({ minimum: 0 })),
  parallel_tool_calls: nullable(flag()),
  prediction: nullable(open()),
  presence_penalty: nullable(number()),
  prompt_cache_key: nullable(text()),
  reasoning_effort: nullable(text({ source: 'litellm #16184' })),
  response_format: nullable(open()),
  safety_identifier: nullable(text()),
  seed: nullable(integer()),
  service_tier: nullable(text()),
  stop: { type: ['array', 'string', 'null'], items: text() },
  store: nullable(flag()),
  stream: nullable(flag()),
  stream_options: nullable(open()),
  temperature: nullable(number()),
  text: nullable(open()),
  tool_choice: anything,
  tools: nullable(list(open())),
  top_k: nullable(integer()),
  top_logprobs: nullable(integer({ minimum: 0 })),
  top_p: nullable(number()),
  user: nullable(text()),
  verbosity: nullable(text()),
  web_search_options: nullable(open()),
};

const AWS_PAGE = 'AWS page "OpenAI models", request body';

const sameModel: Check = ({ model }, { base, modelId }) => {
  if (typeof model !== 'string' || model === modelId || model === base) return [];
  return [
    {
      pointer: '/model',
      key: 'model',
      sentence: `The model in the request body, ${model}, does not match the model in the path, ${modelId}.`,
      why: 'The key may be left out; where it is there it must equal the model id in the path.',
      source: `${AWS_PAGE}; the sentence is not on record`,
      confirmed: false,
      fixes: [
        { kind: 'set', pointer: '/model', value: modelId },
        { kind: 'drop', pointer: '/model' },
      ],
    },
  ];
};

const sameStreaming: Check = ({ stream }, { operation }) => {
  const streaming = operation === 'InvokeModelWithResponseStream';
  if (typeof stream !== 'boolean' || stream === streaming || !operation.startsWith('Invoke')) return [];
  return [
    {
      pointer: '/stream',
      key: 'stream',
      sentence: `stream must be ${streaming} for ${operation}.`,
      why: 'The operation decides about streaming; the key may be left out, but must agree.',
      source: `${AWS_PAGE}; the sentence is not on record`,
      confirmed: false,
      fixes: [
        { kind: 'set', pointer: '/stream', value: streaming },
        { kind: 'drop', pointer: '/stream' },
      ],
    },
  ];
};

interface Form {
  readonly id: string;
  readonly keys: Readonly<Record<string, Schema>>;
  /** Whether unknown keys are on record as refused on invoke. */
  readonly reported: boolean;
  /** What Converse may hand through. */
  readonly fields?: Schema;
  readonly checks?: readonly Check[];
}

function chatCompletions({ id, keys, reported, fields, checks = [] }: Form): FamilyRules {
  return family({
    id,
    dialect: 'serde',
    source: reported ? `litellm #16184, #17471; ${AWS_PAGE}` : 'assumed to be as for gpt-oss and Qwen3',
    schema: closed(keys, {
      required: ['messages'],
      unconfirmed: reported ? [] : ['additionalProperties'],
    }),
    ...(fields ? { fields } : {}),
    compose: composeChat,
    checks: [sameModel, sameStreaming, windowLeft, answerLength, ...checks],
  });
}

const { include_reasoning: _newer, ...LIST_OF_NOVEMBER_2025 } = KEYS;

/** In the order in which the service listed them (litellm #13959). */
const NAMES_OF_AUGUST_2025 =
  'messages model store reasoning_effort metadata frequency_penalty logit_bias logprobs top_logprobs max_tokens max_completion_tokens n modalities prediction audio presence_penalty response_format seed service_tier stop stream stream_options temperature top_p tools tool_choice parallel_tool_calls user function_call functions';
const LIST_OF_AUGUST_2025 = Object.fromEntries(
  NAMES_OF_AUGUST_2025.split(' ').map((name) => [name, lookUp(KEYS, name) ?? anything]),
);

const refusedFields = (keys: Readonly<Record<string, Schema>>, refuses: readonly string[] = []): Schema =>
  closed(keys, {
    required: [],
    ...(refuses.length > 0 ? { unconfirmed: ['additionalProperties'], refuses } : {}),
  });

// Since August 2026 at the latest fields that a model cannot know are passed over on Converse.
const IGNORED = open(KEYS);

/** As the servers of gpt-oss and Qwen3 spoke in August 2025. */
const BY_PLACE: FamilyRules = {
  ...chatCompletions({ id: 'openai/2025-08', keys: LIST_OF_AUGUST_2025, reported: true }),
  dialect: 'serde-by-place',
};

/** A row says whether the fields of Converse are still held against the form. */
const byRow =
  (ignoring: FamilyRules, refusing: FamilyRules) =>
  (_base: string, _body: Json, { unknownFields }: Partial<Capabilities>): FamilyRules => {
    if (unknownFields?.is === 'refused by place') return BY_PLACE;
    return unknownFields?.is === 'refused' ? refusing : ignoring;
  };

const GPT_OSS = { id: 'openai', keys: LIST_OF_NOVEMBER_2025, reported: true };

/** gpt-oss: the OpenAI chat completions body. */
export const gptOss = byRow(
  chatCompletions({ ...GPT_OSS, fields: IGNORED, checks: [reasoningEffort] }),
  chatCompletions({ ...GPT_OSS, id: 'openai/2025' }),
);

const QWEN = { id: 'qwen3', keys: KEYS, reported: true };

/**
 * Qwen3; its list of keys is a month younger and has `include_reasoning` (litellm #17471). On Converse
 * `thinking` was refused in 2025.
 */
export const qwen3 = byRow(
  chatCompletions({ ...QWEN, fields: IGNORED, checks: [reasoningEffort] }),
  chatCompletions({
    ...QWEN,
    id: 'qwen3/2025',
    fields: refusedFields({ ...KEYS, reasoning_config: anything }, ['thinking']),
  }),
);

/** A tool is a function, and says so. */
const TYPED_TOOLS = nullable(
  list(open({ type: text() }, { required: ['type'], source: 'NousResearch/hermes-agent #43946' })),
);

const SHAPED = { keys: { ...KEYS, tools: TYPED_TOOLS }, reported: false, fields: IGNORED };

/** DeepSeek V3, MiniMax and others that take the same body; their refusals on invoke are not on record. */
export const chatShaped = chatCompletions({ ...SHAPED, id: 'chat-shaped', checks: [reasoningEffort] });

/** Kimi: K3 is reached through OpenAI's responses, and passes over what it does not know. */
export const kimi = (base: string): FamilyRules => (/kimi-k[3-9]/.test(base) ? RESPONDING : chatShaped);

const RESPONDING = chatCompletions({ ...SHAPED, id: 'responding', checks: [reasoningObject] });

/** GPT-5 and GPT-6, which Bedrock reaches through OpenAI's responses. */
export const gpt = chatCompletions({
  id: 'gpt',
  keys: KEYS,
  reported: false,
  fields: IGNORED,
  checks: [unknownParameter, reasoningObject, reasoningLevel],
});
