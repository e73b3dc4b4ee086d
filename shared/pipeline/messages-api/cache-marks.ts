import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { isEmptyBlock } from '../blocks/clean-blocks.ts';
import { marksOnAll, marksOnSystem, marksOutside } from '../cache/census.ts';
import { placeMarks } from '../cache/place.ts';
import {
  configuredPoints,
  controlOf,
  defaultPoints,
  INJECTED,
  isMessagePoint,
  isToolPoint,
  MOST_MARKS,
  POINTS_KEY,
  type Point,
  SWITCH_KEY,
} from '../cache/points.ts';
import { asJudged, hasOwnMarks, standsDown } from '../cache/stand-down.ts';
import { rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';
import { has } from '../releases/behaviours.ts';
import type { Profile } from '../releases/profile.ts';
import type { Release } from '../releases/release.ts';

const USED = rule({
  id: 'parse.cache-injection-used',
  stage: 'parse',
  fate: 'consumed',
  text: 'LiteLLM sets the cache marks by itself; what asks for them is not sent.',
  source: 'LiteLLM 1.109 maybe_inject_cache_control',
});

type Body = Record<string, Json>;

const isSystemPoint = ({ value }: Point): boolean => value.role === 'system';

/** The system prompt with a mark on its last block; the same where it takes none. */
function markedSystem(system: Json, point: Point, trace: Trace): Json {
  if (marksOnSystem(system) > 0) return system;
  const control = trace.whole(controlOf(point), point.at, INJECTED);
  if (typeof system === 'string') {
    const block = trace.whole({ type: 'text', text: system, cache_control: control }, '/system', INJECTED);
    return trace.whole([block], '/system', INJECTED);
  }
  const last = isArray(system) ? system[system.length - 1] : undefined;
  if (!isArray(system) || !isObject(last)) return system;
  return [...system.slice(0, -1), { ...last, cache_control: control }];
}

/** The message with its content in blocks. */
function inBlocks(message: JsonObject, index: number, trace: Trace): JsonObject {
  const { content } = message;
  if (typeof content !== 'string') return message;
  const at = child(child('/messages', index), 'content');
  const block = trace.whole({ type: 'text', text: content }, at, INJECTED);
  return { ...message, content: trace.whole([block], at, INJECTED) };
}

const isFilled = (block: Json, release: Release, trace: Trace): boolean =>
  !isObject(block) || trace.wholeOf(block)?.rule === INJECTED || !isEmptyBlock(block, release);

/** Places marks as if empty blocks, which are taken out of every call, were gone already. */
function placeAmongFilled(
  messages: readonly JsonObject[],
  points: readonly Point[],
  room: number,
  release: Release,
  trace: Trace,
): readonly JsonObject[] {
  const filled = messages.map(({ content }) =>
    isArray(content) ? content.filter((block) => isFilled(block, release, trace)) : null,
  );
  const staying = messages.flatMap((message, i) => {
    const content = filled[i] ?? null;
    if (content === null) return [{ i, message }];
    return content.length === 0 && isArray(message.content) && message.content.length > 0
      ? []
      : [{ i, message: { ...message, content } }];
  });
  const before = staying.map(({ message }) => message);
  const placed = placeMarks(before, points, room, release, trace);
  const out = [...messages];
  staying.forEach(({ i }, index) => {
    const [was, now] = [before[index], placed[index]];
    const message = messages[i];
    if (!message || !now || now === was) return;
    out[i] = isArray(message.content)
      ? { ...message, content: trace.inherit([...withMarked(message.content, was, now)], message.content) }
      : now;
  });
  return out;
}

/** The blocks of a message, those that got a mark in place of those they were. */
function withMarked(blocks: readonly Json[], was: JsonObject | undefined, now: JsonObject): readonly Json[] {
  const [before, after] = [was?.content, now.content];
  if (!isArray(before) || !isArray(after)) return blocks;
  return blocks.map((block) => after[before.indexOf(block)] ?? block);
}

function others(points: readonly Point[], marks: number, release: Release): readonly Json[] {
  const full = marks >= MOST_MARKS && has(release, 'full-cache-drops-tool-points');
  const left = points.filter((point) => !isMessagePoint(point) && !(full && isToolPoint(point)));
  return asJudged(
    left.map(({ value }) => value),
    release,
  );
}

/**
 * A messages API request with the cache marks that `cache_control_injection_points` or
 * `enable_prompt_caching` ask for. Up to 1.91 this API knows neither, up to 1.97 the points alone.
 * Source: `maybe_inject_cache_control`, LiteLLM 1.92.0 to 1.110.2.
 */
export function withCacheMarks(request: JsonObject, { release }: Profile, trace: Trace): JsonObject {
  const known = has(release, 'cache-points-by-switch') ? [POINTS_KEY, SWITCH_KEY] : [POINTS_KEY];
  const asks = known.filter((key) => Object.hasOwn(request, key));
  if (!has(release, 'messages-cache-points') || asks.length === 0 || !isArray(request.messages))
    return request;
  const given = request.messages.filter(isObject);
  if (given.length < request.messages.length) return request;
  const rest = Object.fromEntries(Object.entries(request).filter(([key]) => !asks.includes(key)));
  for (const key of asks) trace.note(child('', key), USED);
  const counts = has(release, 'cache-cap-counts-system-and-tools');
  const outside = counts ? marksOutside(request, 'messages', release) : 0;
  const configured = configuredPoints(request);
  if (standsDown(request[POINTS_KEY], request, release)) return rest;
  const marked = (): boolean =>
    counts
      ? marksOnAll(given, release) + marksOnSystem(request.system) + outside > 0
      : hasOwnMarks(request, release);
  const points = configured.length > 0 ? configured : defaultPoints(request, release, marked);
  if (points.length === 0) return rest;

  const about = points.filter(isMessagePoint);
  const room = MOST_MARKS - outside - (points.some(isToolPoint) ? 1 : 0);
  const out: Body = { ...rest };
  const systemPoint = about.find(isSystemPoint);
  const system = request.system ?? null;
  if (systemPoint && system !== null && marksOnAll(given, release) + marksOnSystem(system) < room) {
    out.system = markedSystem(system, systemPoint, trace);
  }
  const blocks = given.map((message, i) => inBlocks(message, i, trace));
  const twice = has(release, 'messages-cache-room-counts-once') ? 0 : marksOnAll(given, release);
  const left = room - marksOnSystem(out.system) - twice;
  const wanted = about.filter((point) => !isSystemPoint(point));
  const placed = placeAmongFilled(blocks, wanted, left, release, trace);
  out.messages = [...placed];
  const remaining = others(
    points,
    marksOnAll(placed, release) + marksOnSystem(out.system) + outside,
    release,
  );
  if (remaining.length > 0) out[POINTS_KEY] = [...remaining];
  return out;
}
