import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { isTruthy } from '../python/truth.ts';
import { has } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';
import { isMarkedTool, marksOnAll, marksOnSystem } from './census.ts';
import { isSet } from './points.ts';

/** Member by which LiteLLM 1.95 to 1.102 tells itself that it has looked at a point. */
const JUDGED = '_litellm_judged';

/** True where the caller set cache marks of its own: on messages, system prompt or tools, since 1.102 at the top level. */
export function hasOwnMarks(request: JsonObject, release: Release): boolean {
  const { tools, messages, system, cache_control: top } = request;
  if (marksOnAll(messages, release) + marksOnSystem(system) > 0) return true;
  if (isArray(tools) && tools.some(isMarkedTool)) return true;
  return isSet(top) && has(release, 'top-mark-is-the-callers');
}

/**
 * True where points that ask for cache marks yield to those of the caller. Source: `_should_stand_down`, LiteLLM 1.95.0
 * to 1.102.4; what an earlier pass left over is not judged again.
 */
export function standsDown(points: Json | undefined, request: JsonObject, release: Release): boolean {
  if (!has(release, 'cache-points-stand-down') || !isArray(points)) return false;
  const judged = points.every((point) => isObject(point) && isTruthy(point[JUDGED]));
  return !judged && hasOwnMarks(request, release);
}

/** Points that are left over, with the member by which LiteLLM knows them again; it goes out where they do. */
export const asJudged = (points: readonly Json[], release: Release): readonly Json[] =>
  has(release, 'cache-points-stand-down')
    ? points.map((point) => (isObject(point) ? { ...point, [JUDGED]: true } : point))
    : points;
