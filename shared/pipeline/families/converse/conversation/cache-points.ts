import { isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import type { Trace } from '../../../ledger/trace.ts';
import { takesCachePoints, takesCacheTtl } from '../../../models/capabilities.ts';
import type { Target } from '../../../models/target.ts';
import { has } from '../../../releases/behaviours.ts';
import { built } from '../rules.ts';

const CACHE_POINT = built(
  'cache-point',
  'mapped',
  'cache_control becomes a cachePoint block behind the content it belongs to.',
);
const TTL = built('cache-point-ttl', 'renamed', 'The time to live goes into the cachePoint block.');
const TTL_LOST = built(
  'cache-point-ttl-lost',
  'dropped',
  'LiteLLM does not send a time to live with this cache point, so the default of five minutes holds.',
);
const NOT_TAKEN = built(
  'cache-point-lost',
  'dropped',
  'LiteLLM knows that this model takes no cache points and leaves the mark out.',
  'LiteLLM 1.109 bedrock_model_accepts_cache_points',
);

/** Where a cache mark stands; the older releases keep the time to live on system text and tools only. */
export type CachePlace = 'system' | 'content' | 'tool';

function timeToLive(control: Json, place: CachePlace, target: Target): string | null {
  if (!isObject(control)) return null;
  const { ttl } = control;
  if (ttl !== '5m' && ttl !== '1h') return null;
  if (!has(target.release, 'content-points-keep-ttl') && place === 'content') return null;
  if (!has(target.release, 'tool-points-keep-ttl') && place === 'tool') return null;
  return takesCacheTtl(target) ? ttl : null;
}

/**
 * The cachePoint block for a `cache_control` (or null where there is none, or where the model takes
 * none). `at` is the pointer of the `cache_control`.
 */
export function cachePoint(
  control: Json | undefined,
  at: Pointer,
  place: CachePlace,
  target: Target,
  trace: Trace,
): JsonObject | null {
  if (control === undefined || control === null) return null;
  // A mark that LiteLLM set itself is from the parameter that asked for it.
  const injected = isObject(control) ? trace.wholeOf(control) : undefined;
  if (!takesCachePoints(target)) {
    if (!injected) trace.note(at, NOT_TAKEN);
    return null;
  }
  const ttl = timeToLive(control, place, target);
  const point: JsonObject = ttl === null ? { type: 'default' } : { type: 'default', ttl };
  if (injected) return trace.whole({ cachePoint: point }, injected.from, injected.rule);
  if (ttl !== null) trace.member(point, 'ttl', child(at, 'ttl'), TTL);
  else if (isObject(control) && control.ttl !== undefined) trace.note(child(at, 'ttl'), TTL_LOST);
  return trace.whole({ cachePoint: point }, at, CACHE_POINT);
}
