import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
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

const asMessage = ({ item, from }: InputItem) => ({
  value: item as JsonObject,
  at: from,
  contentAt: `${from}/content` as const,
});

const hasIndex = (point: Json): boolean =>
  isObject(point) && point.location === 'message' && (point.index ?? null) !== null;

/**
 * Since 1.109 points with an index are applied to the input, in which the instructions are no message yet; points
 * with a role wait for the chat call. Null where there are none with an index.
 */
function markByIndex(items: readonly InputItem[], request: JsonObject, profile: Profile): MarkedInput | null {
  const given = request[POINTS_KEY] ?? null;
  const points = isArray(given) ? given : [];
  const indexed = points.filter(hasIndex);
  if (indexed.length === 0) return null;
  const others = points.filter((point) => !hasIndex(point));
  const marked = injectCacheMarks(
    items.map(asMessage),
    { ...request, [POINTS_KEY]: indexed },
    profile,
    new Trace(),
  );
  return {
    items: marked.map(({ value, at }) => ({ item: value, from: at })),
    lost: [],
    points: others.length === 0 ? null : others,
  };
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
  if (request[POINTS_KEY] === undefined) return null;
  if (has(profile.release, 'responses-cache-points-left')) return markByIndex(items, request, profile);
  const speaks = ({ item }: InputItem): boolean => isObject(item) && Object.hasOwn(item, 'role');
  const messages = items.filter(speaks).map(asMessage);
  const marked = injectCacheMarks(messages, request, profile, new Trace());
  return {
    items: marked.map(({ value, at }) => ({ item: value, from: at })),
    lost: items.filter((item) => !speaks(item)),
    points: pointsLeft(request, profile),
  };
}
