import type { Behaviour } from '../../pipeline/releases/behaviours.ts';

/** Arguments that `responses()` takes by name: they reach the chat call only in another form, or not at all. */
export const NAMED: ReadonlySet<string> = new Set([
  ...['input', 'include', 'instructions', 'max_output_tokens', 'prompt', 'metadata', 'parallel_tool_calls'],
  ...[
    'previous_response_id',
    'reasoning',
    'store',
    'background',
    'stream',
    'temperature',
    'text',
    'text_format',
  ],
  ...[
    'tool_choice',
    'tools',
    'top_p',
    'truncation',
    'user',
    'service_tier',
    'safety_identifier',
    'extra_headers',
  ],
  ...['extra_query', 'allowed_openai_params', 'use_chat_completions_api'],
]);

/** Of these the ones that the chat call takes under the same name. */
export const SAME_NAME = [
  'top_p',
  'user',
  'temperature',
  'parallel_tool_calls',
  'context_management',
] as const;

/** Named arguments that have a place in the chat call of every release. */
export const CARRIED: ReadonlySet<string> = new Set([
  ...SAME_NAME,
  ...['input', 'instructions', 'max_output_tokens', 'reasoning', 'stream', 'text', 'tool_choice', 'tools'],
  'extra_headers',
]);

const CARRIED_SINCE = {
  allowed_openai_params: 'responses-allowed-params',
  safety_identifier: 'responses-safety-identifier',
  service_tier: 'responses-service-tier',
} as const satisfies Readonly<Record<string, Behaviour>>;
/** Named arguments that got a place in the chat call later, under their own names. */
export const carriedSince: ReadonlyMap<string, Behaviour> = new Map(Object.entries(CARRIED_SINCE));
