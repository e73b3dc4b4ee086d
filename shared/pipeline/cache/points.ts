import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';
import { supports } from '../models/lookup.ts';
import { has } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';

export const POINTS_KEY = 'cache_control_injection_points';
export const SWITCH_KEY = 'enable_prompt_caching';

/** Anthropic takes four cache marks a request; since 1.90 LiteLLM adds no more than that. */
export const MOST_MARKS = 4;

export const INJECTED = rule({
  id: 'parse.cache-injection',
  stage: 'parse',
  fate: 'mapped',
  text: 'LiteLLM marks what an injection point names as the end of a cached prefix.',
  source: 'LiteLLM AnthropicCacheControlHook',
});

/** True for a cache mark that LiteLLM set by itself. */
export const isInjected = (control: Json, trace: Trace): boolean =>
  isObject(control) && trace.wholeOf(control)?.rule === INJECTED;

/** Where a cache mark is to be set, and the place in the request that asks for it. */
export interface Point {
  readonly value: JsonObject;
  readonly at: Pointer;
}

export const isSet = (value: Json | undefined): boolean => value !== undefined && value !== null;

/** The points of `cache_control_injection_points`. */
export function configuredPoints(request: JsonObject): readonly Point[] {
  const points = request[POINTS_KEY];
  if (!isArray(points)) return [];
  return points.flatMap((value, i) =>
    isObject(value) ? [{ value, at: child(child('', POINTS_KEY), i) }] : [],
  );
}

export const isMessagePoint = ({ value }: Point): boolean => value.location === 'message';
/** True for a value of the list that asks for a mark behind the tools. */
export const namesTools = (value: Json): boolean => isObject(value) && value.location === 'tool_config';
export const isToolPoint = ({ value }: Point): boolean => namesTools(value);

/**
 * The points that `enable_prompt_caching` stands for since 1.98: the system prompt and the last
 * message, since 1.103 for Claude alone, where the caller set no mark of its own.
 */
export function defaultPoints(
  request: JsonObject,
  release: Release,
  marked: () => boolean,
): readonly Point[] {
  if (!has(release, 'cache-points-by-switch') || request[SWITCH_KEY] !== true || marked()) return [];
  const model = String(request.model);
  const refused = has(release, 'cache-switch-for-claude-alone') && !model.toLowerCase().includes('claude');
  if (refused || !supports(release, model, 'supports_prompt_caching')) return [];
  const at = child('', SWITCH_KEY);
  return [
    { value: { location: 'message', role: 'system' }, at },
    { value: { location: 'message', index: -1 }, at },
  ];
}

/** The mark that a point sets. */
export function controlOf({ value }: Point): JsonObject {
  const { control } = value;
  return isObject(control) && Object.keys(control).length > 0 ? { ...control } : { type: 'ephemeral' };
}
