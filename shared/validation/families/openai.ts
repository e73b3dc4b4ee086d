import { recorded } from '../evidence.ts';
import { anything, closed, flag, integer, list, number, open, text } from '../schema/build.ts';
import type { Schema } from '../schema/schema.ts';
import { type Check, type FamilyRules, family } from './family.ts';

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
      confirmed: true,
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
      confirmed: true,
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
    checks: [sameModel, sameStreaming, ...checks],
  });
}

const { include_reasoning: _newer, ...LIST_OF_NOVEMBER_2025 } = KEYS;

/** gpt-oss: the OpenAI chat completions body. */
export const gptOss = chatCompletions({ id: 'openai', keys: LIST_OF_NOVEMBER_2025, reported: true });

/**
 * Qwen3; its list of keys is a month younger and has `include_reasoning` (litellm #17471). On Converse
 * `thinking` was refused in 2025; `reasoning_config` is recorded as taken since (pydantic-ai).
 */
export const qwen3 = chatCompletions({
  id: 'qwen3',
  keys: KEYS,
  reported: true,
  fields: closed(
    { ...KEYS, reasoning_config: anything },
    { required: [], unconfirmed: ['additionalProperties'], refuses: ['thinking'] },
  ),
});

/** A tool is a function, and says so. */
const TYPED_TOOLS = nullable(
  list(open({ type: text() }, { required: ['type'], source: 'NousResearch/hermes-agent #43946' })),
);

// DeepSeek V3.2 and Grok answered requests with fields that they cannot know (public runs, August 2026).
const IGNORED = open(KEYS);

/** Kimi, DeepSeek V3, MiniMax and others that take the same body; their refusals are not on record. */
export const chatShaped = chatCompletions({
  id: 'chat-shaped',
  keys: { ...KEYS, tools: TYPED_TOOLS },
  reported: false,
  fields: IGNORED,
});

/** Fields of other families that GPT-5 and GPT-6 are on record to refuse; they take `reasoning` instead. */
const UNKNOWN_TO_GPT = ['reasoning_effort', 'reasoningConfig'];

const unknownParameter: Check = (body, { operation }) =>
  !operation.startsWith('Converse')
    ? []
    : UNKNOWN_TO_GPT.filter((key) => Object.hasOwn(body, key)).map((key) => ({
        pointer: `/${key}`,
        key,
        sentence: JSON.stringify({
          error: {
            code: 'unknown_parameter',
            message: `Unknown parameter: '${key}'.`,
            param: key,
            type: 'invalid_request_error',
          },
        }),
        why: 'These models are steered by `reasoning`: `{"effort": "low"}`.',
        source: [
          recorded(
            'vercel/ai',
            'packages/amazon-bedrock/src/__fixtures__/amazon-bedrock-openai-cris-reasoning-effort-error.json',
          ),
        ],
        confirmed: true,
        fixes: [{ kind: 'drop', pointer: `/${key}` }],
      }));

/** GPT-5 and GPT-6, which Bedrock reaches through OpenAI's responses. */
export const gpt = chatCompletions({
  id: 'gpt',
  keys: KEYS,
  reported: false,
  fields: IGNORED,
  checks: [unknownParameter],
});
