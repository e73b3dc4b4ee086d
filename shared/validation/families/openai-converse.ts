import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { type Compose, composeFields, fieldsOf } from '../compose.ts';
import { contentOf, messagesOf } from '../converse-checks/request.ts';
import { recorded } from '../evidence.ts';
import { OPEN_PROBES, probed } from '../models/capabilities/other-evidence.ts';
import { compactJson } from '../printable.ts';
import type { Check, Finding } from './family.ts';

/** An error of OpenAI's form, as Converse hands it on. */
const errorOf = (code: string, message: string, param: string | null): string =>
  JSON.stringify({ error: { code, message, param, type: 'invalid_request_error' } });

const chatMessage = (message: JsonObject): JsonObject => ({
  content: contentOf(message).flatMap(({ text }) =>
    typeof text === 'string' ? [{ text, type: 'text' }] : [],
  ),
  role: message.role ?? null,
});

/**
 * The fields that Converse hands through; the options hold the chat completion that it writes besides, with its members
 * in the order in which the service was seen to count columns.
 */
export const composeChat: Compose = (request) => {
  const { maxTokens } = isObject(request.inferenceConfig ?? null)
    ? (request.inferenceConfig as JsonObject)
    : {};
  const system = isArray(request.system ?? null) ? (request.system as readonly Json[]) : [];
  const composed = composeFields(request);
  return {
    ...composed,
    optionsPlace: (pointer) =>
      pointer === '/max_completion_tokens' && !Object.hasOwn(composed.native, 'max_completion_tokens')
        ? '/inferenceConfig/maxTokens'
        : composed.place(pointer),
    options: {
      ...(maxTokens === undefined ? {} : { max_completion_tokens: maxTokens }),
      messages: [
        ...(system.length > 0 ? [{ content: system, role: 'system' }] : []),
        ...messagesOf(request).map(chatMessage),
      ],
      ...fieldsOf(request),
    },
  };
};

/** `reasoning_config` is handed on under OpenAI's name. */
const NAMES = ['reasoning_effort', 'reasoning_config'] as const;

const nameIn = (body: JsonObject): (typeof NAMES)[number] | undefined =>
  NAMES.find((name) => Object.hasOwn(body, name) && body[name] !== null);

const READ = ['high', 'low', 'medium', 'minimal', 'none', 'xhigh'];
const TAKEN = ['none', 'low', 'medium', 'high'];

const finding = (key: string, sentence: string, why: string, source: Finding['source']): Finding => ({
  pointer: child('', key),
  key,
  sentence,
  why,
  source,
  confirmed: true,
  fixes: [{ kind: 'drop', pointer: child('', key) }],
});

/** How far serde has read when it meets the variant. */
function columnOf(body: JsonObject, key: string, variant: string, model: string): number {
  const { max_completion_tokens, messages } = body;
  const before = {
    ...(max_completion_tokens === undefined ? {} : { max_completion_tokens }),
    messages: messages ?? [],
    model,
    stream: false,
  };
  const opening = isObject(body[key] ?? null) ? '{' : '';
  const text = `${compactJson(before).slice(0, -1)},"reasoning_effort":${opening}${JSON.stringify(variant)}`;
  return new TextEncoder().encode(text).length;
}

/** The levels of thinking that models behind the chat completions form take on Converse. */
export const reasoningEffort: Check = (body, { base, operation }) => {
  const key = operation.startsWith('Converse') ? nameIn(body) : undefined;
  if (key === undefined) return [];
  const value = body[key] ?? null;
  const variant = isObject(value) ? (Object.keys(value).sort()[0] ?? '') : value;
  if (typeof variant !== 'string' || (!isObject(value) && TAKEN.includes(variant))) return [];
  const why = `The effort is one of ${TAKEN.join(', ')}.`;
  if (!isObject(value) && READ.includes(variant))
    return [
      finding(
        key,
        errorOf(
          'validation_error',
          `SubmitRequestFailure: SubmitRequestFailure: code=-32602, msg=1 validation error for ChatCompletionRequest\nreasoning_effort\n  Input should be 'none', 'low', 'medium' or 'high' [type=literal_error, input_value='${variant}', input_type=str]\n    For further information visit https://errors.pydantic.dev/2.13/v/literal_error`,
          null,
        ),
        why,
        OPEN_PROBES,
      ),
    ];
  const expected = READ.map((level) => `\`${level}\``).join(', ');
  const column = columnOf(body, key, variant, base);
  return [
    finding(
      key,
      errorOf(
        'validation_error',
        `Failed to deserialize the JSON body into the target type: Invalid 'reasoning_effort': unknown variant \`${variant}\`, expected one of ${expected} at line 1 column ${column}`,
        null,
      ),
      why,
      OPEN_PROBES,
    ),
  ];
};

const RESPONSES = [probed('openai.gpt-6-luna', '2026-09-22'), probed('moonshotai.kimi-k3', '2026-09-22')];

/** Models that Bedrock reaches through OpenAI's responses are steered by `reasoning`. */
export const reasoningObject: Check = (body, { operation }) => {
  const key = 'reasoning_config';
  if (!operation.startsWith('Converse') || !isObject(body[key] ?? null)) return [];
  const message =
    "Invalid type for 'reasoning.effort': expected one of 'none', 'low', 'medium', 'high', 'xhigh', and 'max', but got an object instead.";
  return [
    finding(
      key,
      errorOf('invalid_type', message, 'reasoning.effort'),
      'The field is handed on as `reasoning.effort`, which is a level.',
      RESPONSES,
    ),
  ];
};

const levels = (efforts: readonly string[]): string => {
  const named = efforts.map((level) => `'${level}'`);
  return `${named.slice(0, -1).join(', ')}, and ${named.at(-1)}`;
};

/** Levels of `reasoning.effort` that the model itself does not take. */
export const reasoningLevel: Check = (body, { operation, row, modelId }) => {
  const { effort } = isObject(body.reasoning ?? null) ? (body.reasoning as JsonObject) : {};
  const known = row.effort;
  if (!operation.startsWith('Converse') || !known || typeof effort !== 'string' || known.is.includes(effort))
    return [];
  const pointer = '/reasoning/effort';
  const message = `Unsupported value: '${effort}' is not supported with the '${modelId}' model. Supported values are: ${levels(known.is)}.`;
  return [
    {
      ...finding(
        'reasoning',
        errorOf('unsupported_value', message, 'reasoning.effort'),
        `The effort of this model is one of ${known.is.join(', ')}.`,
        known.evidence,
      ),
      pointer,
      key: 'effort',
      fixes: [{ kind: 'drop', pointer }],
    },
  ];
};

/** Parameters of OpenAI's responses, and what Converse itself makes of a request. */
const RESPONSES_KEYS = new Set([
  'background',
  'include',
  'instructions',
  'max_completion_tokens',
  'max_output_tokens',
  'max_tool_calls',
  'messages',
  'metadata',
  'model',
  'parallel_tool_calls',
  'prompt_cache_key',
  'prompt_cache_retention',
  'reasoning',
  'reasoning_config',
  'safety_identifier',
  'service_tier',
  'store',
  'stream',
  'stream_options',
  'temperature',
  'text',
  'tool_choice',
  'tools',
  'top_logprobs',
  'top_p',
  'truncation',
  'user',
]);

/** GPT-5 and GPT-6 refuse fields of other families by name. */
export const unknownParameter: Check = (body, { operation }) =>
  !operation.startsWith('Converse')
    ? []
    : Object.keys(body)
        .filter((key) => !RESPONSES_KEYS.has(key))
        .map((key) =>
          finding(
            key,
            errorOf('unknown_parameter', `Unknown parameter: '${key}'.`, key),
            'These models are steered by `reasoning`: `{"effort": "low"}`.',
            [
              ...RESPONSES,
              recorded(
                'vercel/ai',
                'packages/amazon-bedrock/src/__fixtures__/amazon-bedrock-openai-cris-reasoning-effort-error.json',
              ),
            ],
          ),
        );
