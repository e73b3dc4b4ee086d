import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { child, type Pointer } from '../json/pointer.ts';
import type { ProxyConfig } from './config.ts';
import { type Candidate, findDeployments } from './find-deployments.ts';

/** Lists of fallbacks, by what has to go wrong first. */
export const FALLBACK_KINDS = [
  'fallbacks',
  'context_window_fallbacks',
  'content_policy_fallbacks',
  'default_fallbacks',
] as const;
export type FallbackKind = (typeof FALLBACK_KINDS)[number];

/** A deployment that a call goes to when those that were asked have failed. */
export interface Fallback {
  readonly kind: FallbackKind;
  /** The model name that is asked for then. */
  readonly model: string;
  /** Arguments that the list sets beside it. */
  readonly params: JsonObject;
  /** Where the configuration names it; null where the client does. */
  readonly pointer: Pointer | null;
  readonly candidate: Candidate;
  /** Its place among the deployments of that name. */
  readonly choice: number;
}

/** So many are shown at most. */
const MOST = 30;

interface Listed {
  readonly target: Json;
  readonly pointer: Pointer | null;
}

/** The list for a group: under its own name, else under the name without its provider, else under `*`. */
function listedFor(lists: Json | undefined, at: Pointer, group: string): readonly Listed[] {
  if (!isArray(lists ?? null)) return [];
  const bare = group.slice(group.indexOf('/') + 1);
  for (const name of new Set([group, bare, '*'])) {
    for (const [i, entry] of (lists as readonly Json[]).entries()) {
      const [key] = isObject(entry) ? Object.keys(entry) : [];
      const targets = key === name && isObject(entry) ? (entry[key] ?? null) : null;
      if (!isArray(targets)) continue;
      const list = child(child(at, i), name);
      return targets.map((target, j) => ({ target, pointer: child(list, j) }));
    }
  }
  return [];
}

/** What a list names: the settings of the router count before those of LiteLLM, a list of the client before both. */
function listed(kind: FallbackKind, config: ProxyConfig, group: string, body: JsonObject): readonly Listed[] {
  const { routerSettings, litellmSettings } = config;
  const own = kind === 'default_fallbacks' ? null : (body[kind] ?? null);
  if (isArray(own)) {
    const plain = own.filter(
      (target) => typeof target === 'string' || (isObject(target) && 'model' in target),
    );
    return plain.length > 0
      ? plain.map((target) => ({ target, pointer: null }))
      : listedFor(own, '', group).map(({ target }) => ({ target, pointer: null }));
  }
  const of = routerSettings[kind] ? 'router_settings' : 'litellm_settings';
  const lists = (of === 'router_settings' ? routerSettings : litellmSettings)[kind];
  const at: Pointer = child(child('', of), kind);
  if (kind !== 'default_fallbacks') return listedFor(lists, at, group);
  return (isArray(lists ?? null) ? (lists as readonly Json[]) : []).map((target, i) => ({
    target,
    pointer: child(at, i),
  }));
}

/**
 * The deployments that a proxy goes to when those of `group` have failed, in the order of the lists. What they stand
 * for in turn is not followed. Source: `get_fallback_model_group`, `run_async_fallback`, LiteLLM 1.87.0 and 1.109.1.
 */
export function fallbacksOf(config: ProxyConfig, group: string, body: JsonObject): readonly Fallback[] {
  const found: Fallback[] = [];
  for (const kind of FALLBACK_KINDS) {
    // The default stands behind the fallbacks as one for every model that has none of its own.
    if (kind === 'default_fallbacks' && found.some((one) => one.kind === 'fallbacks')) continue;
    for (const { target, pointer } of listed(kind, config, group, body)) {
      const { model = null, ...params } = isObject(target) ? target : { model: target };
      if (typeof model !== 'string' || model === group) continue;
      const deployments = findDeployments(config, model);
      if (!deployments.ok) continue;
      deployments.candidates.forEach((candidate, choice) => {
        found.push({ kind, model, params, pointer, candidate, choice });
      });
    }
  }
  return found.slice(0, MOST);
}
