import { isObject, type JsonObject } from '../json/json.ts';
import { child } from '../json/pointer.ts';
import type { ProxyConfig } from './config.ts';
import type { Draft } from './draft.ts';
import { type Listed, listedFallbacks } from './fallback-lists.ts';
import type { Candidate } from './find-deployments.ts';

/** A deployment that a call goes to when those that were asked have failed. */
export interface Fallback extends Pick<Listed, 'kind' | 'origin'> {
  /** The model name that is asked for then. */
  readonly model: string;
  /** Arguments that the list sets beside it, in place of the client's. */
  readonly params: JsonObject;
  readonly candidate: Candidate;
}

/** So many are shown at most. */
const MOST = 30;

/**
 * The deployments that a proxy goes to when those of `group` have failed, in the order of the lists. What they stand
 * for in turn is not followed. Source: `run_async_fallback`, LiteLLM 1.87.0 and 1.109.1.
 *
 * @param servingFor the deployments of a name that may serve this call
 */
export function fallbacksOf(
  config: ProxyConfig,
  group: string,
  body: JsonObject,
  servingFor: (name: string) => readonly Candidate[],
): readonly Fallback[] {
  const found = listedFallbacks(config, group, body).flatMap(({ kind, target, origin }) => {
    const { model = null, ...params } = isObject(target) ? target : { model: target };
    if (typeof model !== 'string' || model === group) return [];
    return servingFor(model).map((candidate): Fallback => ({ kind, origin, model, params, candidate }));
  });
  return found.slice(0, MOST);
}

/** Sets what the list of fallbacks says of the call beside the model. */
export function takeFallbackParams(draft: Draft, { params, origin }: Fallback): void {
  if (origin.from !== 'client' && origin.from !== 'setting') return;
  for (const [key, value] of Object.entries(params))
    draft.set(key, value, { from: origin.from, pointer: child(origin.pointer, key) }, params);
}
