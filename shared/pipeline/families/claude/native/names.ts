import { namedBy } from '../../../releases/named-by.ts';

/**
 * The parameters that the entry point names itself: they go into the body in its order, before all others, whatever
 * order the caller wrote. Source: signature of `anthropic_messages_handler`.
 */
const SIGNATURE: readonly string[] = [
  'max_tokens',
  'metadata',
  'stop_sequences',
  'stream',
  'system',
  'temperature',
  'thinking',
  'tool_choice',
  'tools',
  'top_k',
  'top_p',
  'container',
];

/**
 * Parameters that the messages API takes out of the keyword arguments; all others go no further.
 * Source: `AnthropicMessagesRequestOptionalParams`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export const handedOn = namedBy([
  ...SIGNATURE,
  'mcp_servers',
  'context_management',
  ['reasoning_effort', 'messages-hand-on-effort'],
  ['output_format', 'messages-hand-on-output-format'],
  ['output_config', 'messages-hand-on-output'],
  ['speed', 'messages-hand-on-speed'],
  ['inference_geo', 'messages-hand-on-speed'],
  ['cache_control', 'messages-hand-on-cache-control'],
  ['compaction', 'messages-hand-on-compaction'],
  ['safeguards', 'messages-hand-on-safeguards'],
  ['service_tier', 'messages-hand-on-service-tier'],
]);

/** The keys of a call in the order in which they are handed on. */
export function inHandedOrder(keys: readonly string[]): readonly string[] {
  const named = SIGNATURE.filter((key) => keys.includes(key));
  return [...named, ...keys.filter((key) => !SIGNATURE.includes(key))];
}

const ALLOWED: readonly string[] = [
  'anthropic_version',
  'max_tokens',
  'messages',
  'anthropic_beta',
  'system',
  'stop_sequences',
  'temperature',
  'top_p',
  'top_k',
  'tools',
  'tool_choice',
  'thinking',
  'metadata',
];

/**
 * Top-level fields that go out to InvokeModel; the rest is taken out last of all.
 * Source: `BedrockInvokeAnthropicMessagesRequest`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export const allowedNames = namedBy([
  ...ALLOWED,
  ['output_config', 'messages-send-output-config'],
  ['context_management', 'messages-send-context-management'],
  ['safeguards', 'messages-send-safeguards'],
]);
