import { byRelease, type Release } from '../pipeline/releases/release.ts';

const REASONS: Readonly<Record<string, string>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  stop: 'stop',
  max_tokens: 'length',
  length: 'length',
  tool_use: 'tool_calls',
  tool_calls: 'tool_calls',
  content_filtered: 'content_filter',
  guardrail_intervened: 'content_filter',
  refusal: 'content_filter',
  COMPLETE: 'stop',
  MAX_TOKENS: 'length',
  ERROR_TOXIC: 'content_filter',
};

const known = byRelease<Readonly<Record<string, string>>>({
  '1.87.0': REASONS,
  '1.109.1': { ...REASONS, model_context_window_exceeded: 'length', pause_turn: 'length' },
});

/**
 * LiteLLM's finish reason for a stop reason of Bedrock's; what it does not know becomes `stop`.
 * Source: `map_finish_reason`, recorded from LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function finishReason(reason: string, release: Release): string {
  const reasons = known(release);
  return Object.hasOwn(reasons, reason) ? (reasons[reason] ?? 'stop') : 'stop';
}
