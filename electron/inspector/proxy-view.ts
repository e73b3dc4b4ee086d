import type { ParamOrigin, ProxyLoss, ProxyView } from '../../shared/contract/proxy.ts';
import { isObject, type JsonObject } from '../../shared/json/json.ts';
import { lookUp } from '../../shared/json/look-up.ts';
import { child, type Pointer, pathOf } from '../../shared/json/pointer.ts';
import type { TransformResult } from '../../shared/pipeline/call/result.ts';
import { type ProfileId, profileOf } from '../../shared/pipeline/releases/profile.ts';
import { standsForText } from '../../shared/pipeline/releases/stands-for.ts';
import { fallbackAfterRefusal } from '../../shared/proxy/answer.ts';
import { warningsOf } from '../../shared/proxy/call.ts';
import type { ProxyConfig } from '../../shared/proxy/config.ts';
import type { Fallback } from '../../shared/proxy/fallbacks.ts';
import type { ConfigRange } from '../../shared/proxy/include/merged-root.ts';
import { type Origin, originAt } from '../../shared/proxy/origin.ts';
import type { PreparedCall } from '../../shared/proxy/prepared-call.ts';
import { preview } from './preview.ts';

interface Placed {
  readonly words: string;
  readonly line: number | null;
}

const lineWords = ({ line, file }: Pick<ConfigRange, 'line' | 'file'>): string =>
  file === null ? `line ${line}` : `line ${line} of ${file}`;

/** The line at a pointer, and the included file that it is in. */
function lineAt(
  pointer: Pointer,
  { rangeOf }: ProxyConfig,
): { readonly line: number | null; readonly file: string | null } {
  const found = rangeOf(pointer);
  return { line: found?.line ?? null, file: found?.file ?? null };
}

/** Where a value stands, in words: for the configuration the place alone. */
function whereIs(origin: Origin, { rangeOf }: ProxyConfig): Placed {
  if (origin.from === 'client') return { words: 'the client', line: null };
  if (origin.from === 'header') return { words: `the header ${origin.name}`, line: null };
  if (origin.from === 'proxy') return { words: 'the proxy', line: null };
  const found = rangeOf(origin.pointer);
  return { words: found === null ? 'the configuration' : lineWords(found), line: found?.line ?? null };
}

function place(origin: Origin, config: ProxyConfig): Placed {
  const { words, line } = whereIs(origin, config);
  return { words: origin.from === 'setting' ? `a setting, ${words}` : words, line };
}

function originOf(key: string, call: PreparedCall, config: ProxyConfig): ParamOrigin {
  const origin = originAt(call.origins, child('', key)) ?? { from: 'proxy' as const };
  return { key, from: origin.from, ...place(origin, config) };
}

const nameOf = (origin: Origin): string => {
  if (origin.from === 'header') return origin.name;
  if (origin.from === 'proxy') return '';
  const path = pathOf(origin.pointer);
  return path.replace(/^model_list\[\d+\]\.litellm_params\./, '');
};

/** Settings that change what is sent, by the section they stand in. */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  litellm_settings: [
    ...[
      'drop_params',
      'modify_params',
      'request_timeout',
      'num_retries',
      'model_alias_map',
      'model_group_settings',
    ],
    ...['add_user_information_to_llm_headers', 'fallbacks', 'context_window_fallbacks', 'default_fallbacks'],
    ...['reasoning_auto_summary', 'bedrock_neutralize_orphaned_tool_blocks', 'disable_stop_sequence_limit'],
    'overwrite_user_with_key_hash',
  ],
  router_settings: [
    ...[
      'model_group_alias',
      'default_litellm_params',
      'routing_strategy',
      'fallbacks',
      'num_retries',
      'timeout',
    ],
    ...['context_window_fallbacks', 'content_policy_fallbacks', 'enable_tag_filtering'],
  ],
  general_settings: [
    ...[
      'forward_client_headers_to_llm_api',
      'completion_model',
      'user_header_name',
      'allow_client_side_credentials',
    ],
    ...[
      'litellm_key_header_name',
      'enforce_user_param',
      'reject_clientside_metadata_tags',
      'missing_session_id',
    ],
  ],
};

function settingsOf(config: ProxyConfig): ProxyView['settings'] {
  const sections: Readonly<Record<string, JsonObject>> = {
    litellm_settings: config.litellmSettings,
    router_settings: config.routerSettings,
    general_settings: config.generalSettings,
  };
  return Object.entries(sections).flatMap(([section, values]) =>
    Object.entries(values).flatMap(([name, value]) => {
      if (!lookUp(SETTINGS, section)?.includes(name) || value === null) return [];
      const at: Pointer = child(child('', section), name);
      const text = isObject(value) ? Object.keys(value).join(', ') : preview(value);
      return [{ name, value: text, ...lineAt(at, config) }];
    }),
  );
}

function fallbackWords(fallback: Fallback | undefined, config: ProxyConfig): string | null {
  if (!fallback) return null;
  const { kind, model, origin } = fallback;
  return `${kind} → ${model}, ${whereIs(origin, config).words}`;
}

/** Where the proxy goes on when LiteLLM itself refuses the call, in a sentence; none where it sends it. */
function goesOn(call: PreparedCall, config: ProxyConfig, result: TransformResult): readonly string[] {
  const next = result.kind === 'outgoing' ? null : fallbackAfterRefusal(call);
  if (!next) return [];
  const { words } = whereIs(next.origin, config);
  return [`LiteLLM refuses the call here, and the proxy goes on to its fallback ${next.model} (${words}).`];
}

/** What the page shows of a call's way through a proxy, and of what LiteLLM makes of the call then. */
export function proxyView(
  call: PreparedCall,
  config: ProxyConfig,
  asked: string,
  result: TransformResult,
  profile: ProfileId,
): ProxyView {
  const native = result.model?.family === 'anthropic-messages';
  const { release, strict } = profileOf(profile);
  const standing = strict ? '' : standsForText(release);
  const losses = call.losses.map(
    ({ origin, why }): ProxyLoss => ({ what: nameOf(origin), ...place(origin, config), why }),
  );
  // Behind the deployments of the name stand those that a fallback leads to.
  const named = call.candidates.length - call.fallbacks.length;
  return {
    entry: call.entry,
    asked,
    deployments: call.candidates.map(({ deployment, model }, i) => ({
      serves: i < call.eligible,
      fallback: fallbackWords(call.fallbacks[i - named], config),
      name: deployment.name,
      model,
      ...lineAt(deployment.pointer, config),
    })),
    chosen: call.candidates.indexOf(call.chosen),
    origins: Object.keys(call.request).map((key) => originOf(key, call, config)),
    losses,
    settings: settingsOf(config),
    warnings: [
      ...goesOn(call, config, result),
      ...warningsOf(call, native),
      ...(standing === '' ? [] : [standing]),
    ],
  };
}
