import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { child, type Pointer } from '../json/pointer.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Profile } from '../pipeline/releases/profile.ts';
import type { Deployment, ProxyConfig } from './config.ts';
import type { Draft } from './draft.ts';
import type { Candidate } from './find-deployments.ts';
import type { ProxyMemory } from './memory.ts';
import type { Origin } from './origin.ts';

const SOURCE = 'LiteLLM Router._update_kwargs_with_deployment';

/** Settings of a deployment that steer the router and go nowhere else. */
const ROUTER_ONLY: ReadonlySet<string> = new Set(['model', 'silent_model', 'include_fallback_errors']);

/** Arguments of a chat call that the router always sets itself, from the client's call. */
const OF_CLIENT: ReadonlySet<string> = new Set(['stream']);

const fromDeployment = ({ pointer }: Deployment, key: string): Origin => ({
  from: 'deployment',
  pointer: child(child(pointer, 'litellm_params'), key),
});

const lose = (draft: Draft, origin: Origin, why: string): void => draft.lose({ origin, why, source: SOURCE });

/** Tools of the deployment stand before those of the client; everywhere else one of the two wins. */
function mergeTools(draft: Draft, deployment: Deployment, { release }: Profile): void {
  const own = deployment.params.tools ?? null;
  const asked = draft.get('tools') ?? null;
  if (
    !isArray(own) ||
    own.length === 0 ||
    (!isArray(asked) && (asked !== null || !has(release, 'proxy-tools-replaced')))
  )
    return;
  const client = draft.originOf('tools');
  const more = isArray(asked) ? asked : [];
  draft.set('tools', [...own, ...more], fromDeployment(deployment, 'tools'));
  if (client?.from !== 'client') return;
  more.forEach((_, i) => {
    const pointer = child(client.pointer, i);
    draft.note(child('/tools', own.length + i), { from: 'client', pointer });
  });
}

/** Carriers of reasoning settings that give way to a client's `reasoning_effort` since 1.109. */
const EFFORT_CARRIERS = ['output_config', 'reasoning'] as const;

function withoutEffort(params: Record<string, Json>): void {
  delete params.thinking;
  for (const key of EFFORT_CARRIERS) {
    const carrier = params[key] ?? null;
    if (!isObject(carrier) || carrier.effort === undefined) continue;
    const { effort: _, ...rest } = carrier;
    if (Object.keys(rest).length > 0) params[key] = rest;
    else delete params[key];
  }
}

function paramsFor(draft: Draft, deployment: Deployment, chat: boolean, { release }: Profile): JsonObject {
  const asked = draft.get('reasoning_effort') ?? null;
  if (!chat || !has(release, 'proxy-params-by-request') || asked === null) return deployment.params;
  const params: Record<string, Json> = { ...deployment.params };
  withoutEffort(params);
  const extra = params.extra_body ?? null;
  if (isObject(extra)) {
    const { reasoning_effort: _, ...rest } = extra;
    const cleared: Record<string, Json> = { ...rest };
    withoutEffort(cleared);
    if (Object.keys(cleared).length > 0) params.extra_body = cleared;
    else delete params.extra_body;
  }
  for (const key of Object.keys(deployment.params)) {
    if (Object.hasOwn(params, key)) continue;
    lose(
      draft,
      fromDeployment(deployment, key),
      'The client’s reasoning_effort takes the place of this setting.',
    );
  }
  return params;
}

/** `router_settings.default_litellm_params`: below the client, above the deployment. */
function addDefaults(draft: Draft, config: ProxyConfig): void {
  const defaults = config.routerSettings.default_litellm_params ?? null;
  if (!isObject(defaults)) return;
  const at: Pointer = '/router_settings/default_litellm_params';
  for (const [key, value] of Object.entries(defaults)) {
    if (value === null || key === 'metadata') continue;
    const origin: Origin = { from: 'setting', pointer: child(at, key) };
    if (draft.get(key) === undefined) draft.set(key, value, origin, defaults);
    else lose(draft, origin, 'The client’s call names the same parameter and wins.');
  }
}

/** The values of a credential of `credential_list` that the deployment names: what nothing else sets. */
function addCredentials(draft: Draft, config: ProxyConfig): void {
  const name = draft.get('litellm_credential_name');
  const credential = typeof name === 'string' ? config.credentials.get(name) : undefined;
  if (!credential) return;
  for (const [key, value] of Object.entries(credential.values)) {
    if (draft.get(key) !== undefined) continue;
    draft.set(key, value, { from: 'setting', pointer: child(credential.pointer, key) }, credential.values);
  }
}

/** `model_info` of the deployment goes with the call, whatever the client names: its `base_model` stands for an ARN. */
function addModelInfo(draft: Draft, { info, pointer }: Deployment): void {
  if (info.base_model === undefined) return;
  draft.set('model_info', info, { from: 'deployment', pointer: child(pointer, 'model_info') });
}

/**
 * Puts the settings of a deployment below the client's arguments: what the client names wins, tools are
 * joined, a deployment's `model_id` stays (since 1.109).
 * Source: `Router._update_kwargs_with_deployment`, `_acompletion`, LiteLLM 1.87.0 and 1.109.1.
 */
export function mergeDeployment(
  draft: Draft,
  { deployment, model }: Candidate,
  config: ProxyConfig,
  profile: Profile,
  { chat, memory }: { readonly chat: boolean; readonly memory: ProxyMemory | null },
): void {
  mergeTools(draft, deployment, profile);
  addDefaults(draft, config);
  const pinned = has(profile.release, 'proxy-model-id-pinned') ? (deployment.params.model_id ?? null) : null;
  if (pinned !== null) {
    const client = draft.originOf('model_id');
    if (client) lose(draft, client, 'The deployment’s model_id stays, whatever the client names.');
    draft.set('model_id', pinned, fromDeployment(deployment, 'model_id'));
  }
  const own = paramsFor(draft, deployment, chat, profile);
  for (const [key, value] of Object.entries(own)) {
    if (ROUTER_ONLY.has(key) || value === null) continue;
    const origin = fromDeployment(deployment, key);
    if (chat && OF_CLIENT.has(key) && draft.get(key) === undefined) {
      lose(draft, origin, 'Whether a chat is streamed is up to the client alone.');
      continue;
    }
    const there = draft.originOf(key);
    const kept = memory?.headersOf(deployment.pointer, key) ?? value;
    if (there === undefined) draft.set(key, kept, origin, deployment.params);
    else if (there.from !== 'deployment') {
      const by = there.from === 'setting' ? 'A setting of the router' : 'The client’s call';
      lose(draft, origin, `${by} names the same parameter and wins.`);
    }
  }
  addCredentials(draft, config);
  addModelInfo(draft, deployment);
  draft.set('model', model, fromDeployment(deployment, 'model'));
}
