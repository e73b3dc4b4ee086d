import type { Json } from '../../json/json.ts';
import { lookUp } from '../../json/look-up.ts';

/** A value that stands out in a body. */
const MARKER = 'strata-audit';

/** Keys whose value has to have a form of its own for LiteLLM to take it at all. */
const FORMS: Readonly<Record<string, Json>> = {
  additional_drop_params: ['strata_audit'],
  allowed_openai_params: ['strata_audit'],
  anthropic_beta: [MARKER],
  anthropic_disable_workload_identity_federation: true,
  anthropic_issuer_ttl_seconds: 60,
  aws_session_tags: [{ Key: 'strata', Value: MARKER }],
  cache_control_injection_points: [{ location: 'message', role: 'system' }],
  chat_template_kwargs: { marker: MARKER },
  client_metadata: { marker: MARKER },
  context_management: { edits: [] },
  drop_params: false,
  extra_body: { strata_audit: MARKER },
  extra_headers: { 'x-strata': MARKER },
  fireworks_forward_user_id: true,
  frequency_penalty: 0.5,
  guardrailConfig: { guardrailIdentifier: MARKER, guardrailVersion: '1' },
  headers: { 'x-strata': MARKER },
  litellm_params: { marker: MARKER },
  logit_bias: { 50256: -100 },
  mcp_handler_context: { marker: MARKER },
  mcp_servers: [{ type: 'url', url: 'https://strata.invalid', name: MARKER }],
  metadata: { marker: MARKER },
  output_config: { effort: 'low' },
  output_vector_size: 16,
  parallel_tool_calls: true,
  performanceConfig: { latency: 'optimized' },
  presence_penalty: 0.5,
  provider_specific_header: {
    custom_llm_provider: 'bedrock',
    extra_headers: { 'x-strata': MARKER },
  },
  reasoning_effort: 'low',
  requestMetadata: { marker: MARKER },
  search_context_cost_per_query: { search_context_size_low: 0.1 },
  roles: { user: { pre_message: MARKER } },
  seed: 7,
  serviceTier: { type: 'default' },
  skip_mcp_handler: true,
  store: true,
  stream_chunk_size: 2048,
  stream_options: { include_usage: true },
  thinking: { type: 'enabled', budget_tokens: 1024 },
  timeout: 30,
  top_k: 5,
  use_xai_oauth: true,
  user_api_key_dict: { marker: MARKER },
  web_search_options: { search_context_size: 'low' },
};

/** Families of keys that LiteLLM 1.109 checks for a type before it does anything else. */
const TYPED: readonly (readonly [RegExp, Json])[] = [
  [/cost|uplift_multiplier|^max_budget$|sampling_rate$/, 0.5],
  [/^[io]?[rt]pm$|_(rpm|tpm)_limit$|^(max_file_size_mb|auto_router_max_input_chars|keepalive_seconds)$/, 100],
  [/^(request_timeout|stream_timeout|client_side_timeout)$/, 30],
  [/^(use_|merge_reasoning|allow_client_)/, true],
  [/^(tags|tag_regex|bedrock_tags|tiered_pricing|configurable_clientside_auth_params)$/, []],
  [/^(cache|model_info|timeout_by_service_tier|stream_timeout_by_service_tier)$|_router_config$/, {}],
];

/** The value with which a key is tried: a marker, or where LiteLLM wants another type, one of that type. */
export function seedOf(key: string): Json {
  const form = lookUp(FORMS, key);
  if (form !== undefined) return form;
  return TYPED.find(([pattern]) => pattern.test(key))?.[1] ?? MARKER;
}
