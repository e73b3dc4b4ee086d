import type { Dialect } from '../contract/inspection.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import type { Api } from '../pipeline/call/result.ts';

/** A sign by which a request is told to be of one form. */
interface Sign {
  readonly api: Api;
  readonly holds: (request: JsonObject) => boolean;
}

const items = (value: Json | undefined): readonly JsonObject[] =>
  isArray(value) ? value.filter((item) => isObject(item)) : [];
const blockTypes = (request: JsonObject): readonly Json[] =>
  items(request.messages).flatMap((message) => items(message.content).map((block) => block.type ?? null));

const OPENAI_ROLES = new Set<Json>(['system', 'developer', 'tool', 'function']);
const OPENAI_PARAMETERS = [
  ...[
    'frequency_penalty',
    'presence_penalty',
    'n',
    'stop',
    'response_format',
    'max_completion_tokens',
    'seed',
  ],
  ...[
    'logit_bias',
    'logprobs',
    'reasoning_effort',
    'stream_options',
    'parallel_tool_calls',
    'functions',
    'user',
  ],
];

/** Most telling first; the first sign that holds decides. */
const SIGNS: readonly Sign[] = [
  { api: 'chat', holds: (r) => items(r.messages).some((m) => OPENAI_ROLES.has(m.role ?? null)) },
  { api: 'chat', holds: (r) => items(r.messages).some((m) => m.tool_calls !== undefined) },
  { api: 'messages', holds: (r) => r.anthropic_version !== undefined || r.system !== undefined },
  { api: 'messages', holds: (r) => items(r.tools).some((tool) => tool.input_schema !== undefined) },
  { api: 'chat', holds: (r) => items(r.tools).some((tool) => tool.function !== undefined) },
  {
    api: 'messages',
    holds: (r) =>
      blockTypes(r).some((type) => type === 'tool_use' || type === 'tool_result' || type === 'image'),
  },
  { api: 'chat', holds: (r) => blockTypes(r).some((type) => type === 'image_url' || type === 'input_audio') },
  { api: 'chat', holds: (r) => OPENAI_PARAMETERS.some((key) => r[key] !== undefined) },
  { api: 'messages', holds: (r) => r.stop_sequences !== undefined },
];

/** Which of LiteLLM's entry points a request is written for; chat completions where nothing tells. */
export function recogniseApi(request: JsonObject): Api {
  return SIGNS.find((sign) => sign.holds(request))?.api ?? 'chat';
}

/** The name shown for a request given as JSON. */
export function dialectOf(api: Api, request: JsonObject): Dialect {
  const forLiteLLM = typeof request.model === 'string' && request.model.startsWith('bedrock/');
  if (api === 'messages') return 'anthropic-messages';
  return forLiteLLM ? 'litellm' : 'openai-chat';
}
