import { isArray, isObject, type Json } from '../json/json.ts';
import { child } from '../json/pointer.ts';
import { type Behaviour, has } from '../pipeline/releases/behaviours.ts';
import type { Profile } from '../pipeline/releases/profile.ts';
import { byRelease } from '../pipeline/releases/release.ts';
import type { ProxyConfig } from './config.ts';
import type { Draft } from './draft.ts';
import { type ClientCall, headerOf, isOn } from './entry.ts';
import { matchesGroup } from './model-groups.ts';

/**
 * Names that carry a key; a proxy never hands these on. Source: `SpecialHeaders` of LiteLLM 1.87.0,
 * 1.109.1.
 */
const KEYS: ReadonlySet<string> = new Set([
  'authorization',
  'api-key',
  'x-api-key',
  'x-goog-api-key',
  'ocp-apim-subscription-key',
  'x-litellm-api-key',
  'x-mcp-auth',
  'x-mcp-servers',
  'x-mcp-access-groups',
]);

/** Headers of Anthropic's API, which reach Bedrock on their own. */
const OF_ANTHROPIC = ['anthropic-version', 'anthropic-beta'] as const;
const providersOf = byRelease({
  '1.87.0': 'anthropic,bedrock,vertex_ai',
  '1.109.1': 'anthropic,bedrock,bedrock_mantle,vertex_ai',
});

const forwardable = (name: string): boolean =>
  (name.startsWith('x-') && !name.startsWith('x-stainless')) || name.startsWith('anthropic-beta');

/** Headers whose number becomes an argument of the call. */
const NUMBERS = {
  'x-litellm-timeout': 'timeout',
  'x-litellm-stream-timeout': 'stream_timeout',
  'x-litellm-num-retries': 'num_retries',
} as const;

/** Where a configuration asks for the client's headers to be handed on; null where it does not. */
function forwardingSetting(config: ProxyConfig, model: Json | undefined): string | null {
  if (isOn(config.generalSettings.forward_client_headers_to_llm_api)) {
    return '/general_settings/forward_client_headers_to_llm_api';
  }
  const groups = config.litellmSettings.model_group_settings ?? null;
  const names = isObject(groups) ? (groups.forward_client_headers_to_llm_api ?? null) : null;
  if (!isArray(names) || typeof model !== 'string') return null;
  return names.some((name) => typeof name === 'string' && matchesGroup(name, model))
    ? '/litellm_settings/model_group_settings/forward_client_headers_to_llm_api'
    : null;
}

function forward(draft: Draft, headers: ReadonlyMap<string, string>, config: ProxyConfig): void {
  const setting = forwardingSetting(config, draft.get('model'));
  if (setting === null) return;
  const forwarded: Record<string, Json> = {};
  for (const [name, value] of headers) if (forwardable(name)) forwarded[name] = value;
  const names = Object.keys(forwarded);
  if (names.length === 0 && !isOn(config.litellmSettings.add_user_information_to_llm_headers)) return;
  draft.set('headers', forwarded, { from: 'setting', pointer: setting });
  for (const name of names) draft.note(child('/headers', name), { from: 'header', name });
}

function forAnthropic(draft: Draft, headers: ReadonlyMap<string, string>, { release }: Profile): void {
  const found: Record<string, Json> = {};
  for (const name of OF_ANTHROPIC) {
    const value = headers.get(name);
    if (value !== undefined) found[name] = value;
  }
  if (Object.keys(found).length === 0) return;
  draft.set(
    'provider_specific_header',
    { custom_llm_provider: providersOf(release), extra_headers: found },
    { from: 'proxy' },
  );
  for (const name of Object.keys(found)) {
    draft.note(child('/provider_specific_header/extra_headers', name), { from: 'header', name });
  }
}

/** What stands for the master key; of any other key it is the SHA-256. */
const MASTER_KEY = 'litellm_proxy_master_key';

/** Under `overwrite_user_with_key_hash` the user is who has the key, whatever the client says. */
function overwriteUser(draft: Draft, { litellmSettings }: ProxyConfig, { release }: Profile): void {
  if (!isOn(litellmSettings.overwrite_user_with_key_hash) || !has(release, 'user-overwritten')) return;
  const setting = '/litellm_settings/overwrite_user_with_key_hash';
  const client = draft.originOf('user');
  if (client)
    draft.lose({
      origin: client,
      why: 'overwrite_user_with_key_hash puts the hash of the key in its place (of the master key its name).',
      source: 'LiteLLM add_litellm_data_to_request',
    });
  draft.set('user', MASTER_KEY, { from: 'setting', pointer: setting });
}

/** By which names a release knows command-line agents, the newest first. */
const CODEX_STEM = /^codex[-_ /]/i;
const AGENTS: readonly (readonly [Behaviour, readonly RegExp[]])[] = [
  ['agents-drop-params-claude-code', [/^claude-(?:cli|code)\//, CODEX_STEM]],
  ['agents-drop-params-codex-stem', [/^claude-cli\//, CODEX_STEM]],
  ['agents-drop-params-codex', [/^claude-cli\//, /^codex_/]],
  ['agents-drop-params', [/^claude-cli\//]],
];

/** True where the operator's own setting counts: any before 1.109, later one that says no. */
function isSettled({ litellmSettings }: ProxyConfig, release: Profile['release']): boolean {
  const { drop_params: own } = litellmSettings;
  return has(release, 'agents-drop-params-unless-off') ? own === false : own !== undefined;
}

/** Since 1.90 `drop_params` is turned on for command-line agents that send what other providers refuse. */
function dropForAgents(draft: Draft, call: ClientCall, config: ProxyConfig, { release }: Profile): void {
  const agent = headerOf(call.headers, 'user-agent');
  const known = AGENTS.find(([behaviour]) => has(release, behaviour))?.[1];
  if (agent === undefined || !known?.some((name) => name.test(agent))) return;
  if (draft.get('drop_params') !== undefined || isSettled(config, release)) return;
  draft.set('drop_params', true, { from: 'header', name: 'user-agent' });
}

/**
 * What the headers of a client's call add to its arguments: forwarded headers, those of Anthropic's
 * API, timeouts, retries. Keys are never handed on.
 * Source: `add_litellm_data_to_request`, LiteLLM 1.87.0 and 1.109.1.
 */
export function readClientHeaders(
  draft: Draft,
  call: ClientCall,
  config: ProxyConfig,
  profile: Profile,
): void {
  const headers = new Map<string, string>();
  const own = config.generalSettings.litellm_key_header_name ?? null;
  for (const [given, value] of Object.entries(call.headers)) {
    const name = given.toLowerCase();
    if (KEYS.has(name) || (typeof own === 'string' && own.toLowerCase() === name)) continue;
    headers.set(name, value);
  }
  forward(draft, headers, config);
  for (const [name, key] of Object.entries(NUMBERS)) {
    const value = headers.get(name);
    if (value !== undefined) draft.set(key, Number(value), { from: 'header', name });
  }
  const named = config.generalSettings.user_header_name ?? null;
  const user = typeof named === 'string' ? headers.get(named.toLowerCase()) : undefined;
  if (user !== undefined && draft.get('user') === undefined) {
    draft.set('user', user, { from: 'header', name: String(named).toLowerCase() });
  }
  overwriteUser(draft, config, profile);
  forAnthropic(draft, headers, profile);
  dropForAgents(draft, call, config, profile);
}
