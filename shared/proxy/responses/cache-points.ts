import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { injectCacheMarks, pointsLeft } from '../../pipeline/cache/chat.ts';
import { POINTS_KEY } from '../../pipeline/cache/points.ts';
import { asJudged } from '../../pipeline/cache/stand-down.ts';
import { Trace } from '../../pipeline/ledger/trace.ts';
import { isTruthy } from '../../pipeline/python/truth.ts';
import { has } from '../../pipeline/releases/behaviours.ts';
import type { Profile } from '../../pipeline/releases/profile.ts';
import type { Release } from '../../pipeline/releases/release.ts';
import type { InputItem } from './items.ts';

/** What a release makes of an input under `cache_control_injection_points`. */
export interface MarkedInput {
  readonly items: readonly InputItem[];
  /** Items that got lost on the way. */
  readonly lost: readonly InputItem[];
  /** The injection points that are left for the chat call; null for none. */
  readonly points: Json;
}

const speaks = ({ item }: InputItem): boolean => isObject(item) && Object.hasOwn(item, 'role');

const asMessage = ({ item, from }: InputItem) => ({
  value: item as JsonObject,
  at: from,
  contentAt: `${from}/content` as const,
});

const hasIndex = (point: Json): boolean =>
  isObject(point) && point.location === 'message' && (point.index ?? null) !== null;

/** Items without a role whose marks go on to the conversation. */
const FORWARDED: ReadonlySet<Json> = new Set(['function_call', 'function_call_output']);

const isMarked = (value: Json): value is JsonObject =>
  isObject(value) && isTruthy(value.cache_control ?? null);

/** Marks on what is no message here; before 1.108 nobody counts them. */
function marksOutside({ input, tools }: JsonObject, release: Release): number {
  if (!has(release, 'responses-marks-outside-count')) return 0;
  const items = isArray(input) ? input : [];
  const forwarded = items.filter((item) => isMarked(item) && FORWARDED.has(item.type ?? null));
  const functions = isArray(tools) ? tools.filter((tool) => isMarked(tool) && tool.type === 'function') : [];
  return forwarded.length + functions.length;
}

/** The items with a role, marked as points ask, each where it stood among the others. */
function marked(items: readonly InputItem[], request: JsonObject, profile: Profile): readonly InputItem[] {
  const speaking = items.filter(speaks);
  const after = injectCacheMarks(speaking.map(asMessage), request, profile, new Trace(), marksOutside);
  const values = new Map(speaking.map((item, i) => [item, after[i]?.value ?? item.item] as const));
  return items.map((item) => ({ item: values.get(item) ?? item.item, from: item.from }));
}

/**
 * The input with the marks that injection points set on it before it becomes a conversation, where only items with a
 * role are messages: before 1.95 all others get lost, before 1.82.4 the points are left to the chat call, and since 1.100 points without an index wait for the chat call,
 * in which the instructions are a message, too. Null where there are no points.
 * Source: `_apply_prompt_management_to_responses_call` and `AnthropicCacheControlHook`, LiteLLM 1.87.0 to 1.110.2.
 */
export function markInput(
  items: readonly InputItem[],
  request: JsonObject,
  profile: Profile,
): MarkedInput | null {
  const given = request[POINTS_KEY];
  if (given === undefined) return null;
  const { release } = profile;
  if (!has(release, 'responses-points-applied')) return null;
  if (has(release, 'responses-cache-points-left')) {
    const points = isArray(given) ? given : [];
    if (points.length === 0) return null;
    const indexed = points.filter(hasIndex);
    if (indexed.length === 0) return { items, lost: [], points: asJudged(points, release) };
    const others = points.filter((point) => !hasIndex(point));
    const own = { ...request, [POINTS_KEY]: indexed };
    const left = others.length === 0 ? null : asJudged(others, release);
    return { items: marked(items, own, profile), lost: [], points: left };
  }
  // Nobody looks whether the caller marked tools: the hook is given what stands for messages here, and stamps the rest.
  const { tools: _, ...unjudged } = request;
  const points = pointsLeft(unjudged, profile);
  const all = marked(items, request, profile);
  if (has(release, 'responses-marking-keeps-items')) return { items: all, lost: [], points };
  return { items: all.filter(speaks), lost: items.filter((item) => !speaks(item)), points };
}
