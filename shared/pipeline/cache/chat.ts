import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { crash } from '../call/failures.ts';
import { Trace } from '../ledger/trace.ts';
import { type Message, readMessages } from '../messages/message.ts';
import { isTruthy } from '../python/truth.ts';
import { has } from '../releases/behaviours.ts';
import type { Profile } from '../releases/profile.ts';
import type { Release } from '../releases/release.ts';
import { marksOnAll, marksOutside } from './census.ts';
import { placeMarks } from './place.ts';
import {
  configuredPoints,
  defaultPoints,
  isMessagePoint,
  isToolPoint,
  MOST_MARKS,
  namesTools,
  POINTS_KEY,
  type Point,
} from './points.ts';
import { asJudged, hasOwnMarks, standsDown } from './stand-down.ts';

/** Up to 1.90 everything that is given has to be a point. */
function checkPoints(request: JsonObject, release: Release): void {
  const points = request[POINTS_KEY] ?? null;
  if (
    has(release, 'odd-injection-points-pass') ||
    !isTruthy(points) ||
    (isArray(points) && points.every(isObject))
  )
    return;
  crash(`${POINTS_KEY} must be a list of objects; this release fails on anything else.`, 'AttributeError');
}

function pointsOf(messages: readonly JsonObject[], request: JsonObject, release: Release): readonly Point[] {
  const configured = configuredPoints(request);
  if (configured.length > 0) return configured;
  return defaultPoints(request, release, () =>
    has(release, 'cache-cap-counts-system-and-tools')
      ? marksOnAll(messages, release) + marksOutside(request, 'chat', release) > 0
      : hasOwnMarks(request, release),
  );
}

/** Counts the caller's marks beside those on messages. */
type Outside = (request: JsonObject, release: Release) => number;

const outsideOfChat: Outside = (request, release) =>
  has(release, 'cache-cap-counts-system-and-tools') ? marksOutside(request, 'chat', release) : 0;

/** How many marks there may be on messages; up to 1.87 nobody counts. */
function roomOf(points: readonly Point[], outside: () => number, release: Release): number {
  if (!has(release, 'cache-marks-capped')) return Number.POSITIVE_INFINITY;
  const reserved = points.some(isToolPoint) ? 1 : 0;
  return MOST_MARKS - reserved - outside();
}

/**
 * Sets the cache marks that `cache_control_injection_points` (and, since 1.109,
 * `enable_prompt_caching`) asks for on the messages of a chat completion.
 * Source: `AnthropicCacheControlHook`, all three releases.
 *
 * @param outside counts the marks that take room beside those on the messages; those of a chat completion without it
 */
export function injectCacheMarks(
  messages: readonly Message[],
  request: JsonObject,
  { release }: Profile,
  trace: Trace,
  outside: Outside = outsideOfChat,
): readonly Message[] {
  checkPoints(request, release);
  const values = messages.map(({ value }) => value);
  const points = pointsOf(values, request, release);
  if (points.length === 0) return messages;
  const room = roomOf(points, () => outside(request, release), release);
  const placed = placeMarks(values, points.filter(isMessagePoint), room, release, trace);
  return messages.map((message, i) => {
    const value = placed[i];
    return value === undefined || value === message.value ? message : { ...message, value };
  });
}

/** Name under which 1.109 tells itself how many marks there are outside the messages. */
const COUNT_KEY = '_litellm_external_breakpoints';

function marksPlaced(request: JsonObject, profile: Profile): number {
  const messages = isArray(request.messages) ? request.messages.filter(isObject) : [];
  const placed = injectCacheMarks(readMessages(messages), request, profile, new Trace());
  return marksOnAll(
    placed.map(({ value }) => value),
    profile.release,
  );
}

/**
 * The points that are not about messages: the transform of the family has to deal with them. 1.109
 * leaves a point about tools out where no mark is left for it. Null where LiteLLM takes all away.
 */
export function pointsLeft(request: JsonObject, profile: Profile): Json | null {
  const { release } = profile;
  const points = request[POINTS_KEY] ?? null;
  if (!isTruthy(points)) return points;
  if (!isArray(points) || !has(release, 'tool-config-points-heard')) return null;
  if (standsDown(points, request, release)) return null;
  const others = points.filter((point) => isObject(point) && point.location !== 'message');
  if (others.length === 0) return null;
  if (!has(release, 'full-cache-drops-tool-points')) return asJudged(others, release);
  const outside = marksOutside(request, 'chat', release);
  const full = marksPlaced(request, profile) + outside >= MOST_MARKS;
  const left = others.filter((point) => !(full && namesTools(point)));
  if (left.length === 0) return null;
  return outside === 0
    ? left
    : left.map((point) => (isObject(point) ? { ...point, [COUNT_KEY]: outside } : point));
}
