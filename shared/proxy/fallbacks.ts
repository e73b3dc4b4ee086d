import { isObject, type JsonObject } from '../json/json.ts';
import { child } from '../json/pointer.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Release } from '../pipeline/releases/release.ts';
import type { ProxyConfig } from './config.ts';
import type { Draft } from './draft.ts';
import type { Entry } from './entry.ts';
import { type FallbackKind, FOR_ANY_ERROR, type Listed, listedFallbacks } from './fallback-lists.ts';
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

/** Of what is followed: the call, the deployments of a name that may serve it, and LiteLLM's release. */
interface Following {
  readonly body: JsonObject;
  readonly servingFor: (name: string) => readonly Candidate[];
  readonly release: Release;
}

/**
 * The deployments that a proxy goes to when those of `group` have failed, in the order of the lists; behind those of
 * each name what stands in for that name in turn.
 * Source: `run_async_fallback`, recorded with LiteLLM 1.87.0, 1.96.2 and 1.109.1.
 */
export function fallbacksOf(config: ProxyConfig, group: string, following: Following): readonly Fallback[] {
  const { body, servingFor, release } = following;
  const ownKeepsGeneral = has(release, 'own-fallbacks-keep-general-away');
  const followed = new Set([group]);
  const found: Fallback[] = [];
  const follow = (of: string, after: FallbackKind | null): void => {
    for (const { kind: own, target, origin } of listedFallbacks(
      config,
      of,
      body,
      ownKeepsGeneral ? group : of,
    )) {
      // What stands behind a fallback waits for what that one waits for.
      const kind = after !== null && !FOR_ANY_ERROR.has(after) ? after : own;
      const { model = null, ...params } = isObject(target) ? target : { model: target };
      if (typeof model !== 'string' || model === group || found.length >= MOST) continue;
      const isNew = !followed.has(model);
      if (of !== group && !isNew) continue;
      followed.add(model);
      found.push(...servingFor(model).map((candidate) => ({ kind, origin, model, params, candidate })));
      if (isNew) follow(model, kind);
    }
  };
  follow(group, null);
  return found.slice(0, MOST);
}

/**
 * Sets what the list of fallbacks says of the call beside the model; in earlier releases the router's own metadata
 * joins a messages call, empty but there.
 */
export function takeFallbackParams(
  draft: Draft,
  { params, origin }: Fallback,
  entry: Entry,
  release: Release,
): void {
  if (
    entry === 'messages' &&
    !has(release, 'fallbacks-without-metadata') &&
    draft.get('metadata') === undefined
  )
    draft.set('metadata', {}, { from: 'proxy' });
  if (origin.from !== 'client' && origin.from !== 'setting') return;
  for (const [key, value] of Object.entries(params))
    draft.set(key, value, { from: origin.from, pointer: child(origin.pointer, key) }, params);
}
