import { isObject, type Json, type JsonObject } from '../../json/json.ts';
import { injectCacheMarks, pointsLeft } from '../../pipeline/cache/chat.ts';
import { POINTS_KEY } from '../../pipeline/cache/points.ts';
import { Trace } from '../../pipeline/ledger/trace.ts';
import { has } from '../../pipeline/releases/behaviours.ts';
import type { Profile } from '../../pipeline/releases/profile.ts';
import type { InputItem } from './items.ts';

/** What a release before 1.109 makes of an input under `cache_control_injection_points`. */
export interface MarkedInput {
  readonly items: readonly InputItem[];
  /** Items that got lost on the way. */
  readonly lost: readonly InputItem[];
  /** The injection points that are left for the chat call; null for none. */
  readonly points: Json;
}

/**
 * Before 1.109 injection points are applied to the input itself, before the instructions become a message:
 * only items with a role take part, and tool calls with their results get lost. Null where there are no points.
 * Source: `aresponses()` and `AnthropicCacheControlHook`, LiteLLM 1.87.0.
 */
export function markInput(
  items: readonly InputItem[],
  request: JsonObject,
  profile: Profile,
): MarkedInput | null {
  if (has(profile.release, 'responses-cache-points-left') || request[POINTS_KEY] === undefined) return null;
  const speaks = ({ item }: InputItem): boolean => isObject(item) && Object.hasOwn(item, 'role');
  const messages = items.filter(speaks).map(({ item, from }) => ({
    value: item as JsonObject,
    at: from,
    contentAt: `${from}/content`,
  }));
  const marked = injectCacheMarks(messages, request, profile, new Trace());
  return {
    items: marked.map(({ value, at }) => ({ item: value, from: at })),
    lost: items.filter((item) => !speaks(item)),
    points: pointsLeft(request, profile),
  };
}
