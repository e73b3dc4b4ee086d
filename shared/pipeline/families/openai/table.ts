import { rowsFor, type Table } from '../../call/table.ts';

/**
 * OpenAI parameters that LiteLLM lets through for any endpoint of the chat form, 1.87 to 1.109.
 * Source: litellm `openai/chat/gpt_transformation.py`, `get_supported_openai_params`.
 */
export const CHAT_SUPPORTED: readonly string[] = [
  'frequency_penalty',
  'logit_bias',
  'logprobs',
  'top_logprobs',
  'max_tokens',
  'max_completion_tokens',
  'modalities',
  'prediction',
  'n',
  'presence_penalty',
  'seed',
  'stop',
  'stream',
  'stream_options',
  'temperature',
  'top_p',
  'tools',
  'tool_choice',
  'function_call',
  'functions',
  'max_retries',
  'extra_headers',
  'parallel_tool_calls',
  'audio',
  'web_search_options',
  'service_tier',
  'safety_identifier',
  'prompt_cache_key',
  'prompt_cache_retention',
  'store',
  'response_format',
];

/** A table that hands every one of the given parameters on under its own name. */
export function keptAll(family: string, source: string, names: readonly string[]): Table {
  const rows = rowsFor(family, source);
  return Object.fromEntries(names.map((name) => [name, rows.kept(name)]));
}
