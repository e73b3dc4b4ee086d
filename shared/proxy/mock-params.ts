import type { JsonObject } from '../json/json.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Profile } from '../pipeline/releases/profile.ts';
import type { ProxyConfig } from './config.ts';
import { isOn } from './entry.ts';

/** Arguments that make LiteLLM play a failure or a delay instead of calling. */
const MOCKS = [
  ...['mock_testing_fallbacks', 'mock_testing_context_fallbacks', 'mock_testing_content_policy_fallbacks'],
  ...['mock_testing_rate_limit_error', 'mock_timeout', 'mock_delay'],
];

/**
 * Why a proxy does not take a call that plays a failure; null where it does.
 * Source: `GATED_MOCK_PARAM_NAMES`, LiteLLM 1.109.1.
 */
export function mockRefused(body: JsonObject, config: ProxyConfig, { release }: Profile): string | null {
  if (!has(release, 'proxy-mocks-gated')) return null;
  if (isOn(config.generalSettings.dangerously_allow_mock_testing_request_params)) return null;
  const name = MOCKS.find((key) => body[key] !== undefined);
  return name === undefined
    ? null
    : `The proxy takes no “${name}” in a client’s call. general_settings.dangerously_allow_mock_testing_request_params would allow it.`;
}
