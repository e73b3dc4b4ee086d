import { knownKeys } from '../releases/registry.ts';

/** Names outside every registry that are known to reach bodies, or to be meant for them. */
const BESIDE_THE_REGISTRY: readonly string[] = [
  'amazon-bedrock-guardrailConfig',
  'anthropic_beta',
  'chat_template_kwargs',
  'client_metadata',
  'context_management',
  'disable_fallbacks',
  'extra_body',
  'fallback',
  'guardrailConfig',
  'litellm_params',
  'mcp_servers',
  'mock_testing_fallbacks',
  'model_group',
  'model_id',
  'output_config',
  'output_format',
  'performanceConfig',
  'requestMetadata',
  'retries',
  'router_model_id',
  'serviceTier',
  'top_k',
  'trace',
  'user',
  'user_api_key',
  'user_api_key_dict',
];

/** Keys that people ask about come first; the rest follow in alphabetical order. */
const FIRST: readonly string[] = [
  'stream_chunk_size',
  'skip_mcp_handler',
  'mcp_handler_context',
  '_skip_mcp_handler',
  'fake_stream',
  'guardrailConfig',
  'performanceConfig',
  'serviceTier',
  'requestMetadata',
  'aws_session_tags',
  'aws_bedrock_project_id',
  'litellm_metadata',
  'model_group',
  'user_api_key',
];

/**
 * Arguments that choose what LiteLLM does with the whole call (another client, a canned answer, a
 * list of models …): tried with a marker they would say nothing about the body.
 */
const NOT_TRIED = new Set([
  ...[
    'acompletion',
    'aembedding',
    'aimg_generation',
    'allm_passthrough_route',
    'atext_completion',
    'async_call',
  ],
  ...[
    'api_base',
    'client',
    'complete_response',
    'context_window_fallback_dict',
    'custom_llm_provider',
    'caching',
  ],
  ...[
    'aws_access_key_id',
    'aws_bedrock_runtime_endpoint',
    'aws_profile_name',
    'aws_region_name',
    'aws_role_name',
  ],
  ...['aws_secret_access_key', 'aws_session_token', 'aws_web_identity_token', 'azure_ad_token_provider'],
  ...[
    'fallbacks',
    'litellm_logging_obj',
    'logger_fn',
    'max_retries',
    'mock_response',
    'mock_timeout',
    'model_list',
  ],
  ...[
    'num_retries',
    'prompt_id',
    'region_name',
    'retry_policy',
    'retry_strategy',
    'rust',
    'self',
    'shared_session',
  ],
  ...['silent_model', 'text_completion', 'use_client', 'use_litellm_proxy'],
]);

/** The rows of the leak matrix: every internal key of every release's registry, and the names above. */
export const AUDIT_KEYS: readonly string[] = (() => {
  const all = new Set(
    [...FIRST, ...BESIDE_THE_REGISTRY, ...knownKeys()].filter((key) => !NOT_TRIED.has(key)),
  );
  const rest = [...all].filter((key) => !FIRST.includes(key)).sort();
  return [...FIRST, ...rest];
})();
