import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Trace } from '../ledger/trace.ts';
import { readInt } from '../python/numbers.ts';
import { has } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';
import { marksOn } from './census.ts';
import { controlOf, INJECTED, type Point } from './points.ts';

/** An index as text; before 1.82.2 digits alone are one, so that `-1` counts as none. */
const readIndex = (index: string, release: Release): number | null =>
  has(release, 'signed-index-texts-read') || /^\d+$/.test(index) ? readInt(index) : null;

/** The indices of the messages that a point names: by index (from the end where negative) or by role. */
function targets(
  { index, role }: JsonObject,
  messages: readonly JsonObject[],
  release: Release,
): readonly number[] {
  const given = typeof index === 'string' ? readIndex(index, release) : index;
  if (typeof given === 'number') {
    const at = given < 0 ? given + messages.length : given;
    return at in messages ? [at] : [];
  }
  if (typeof role !== 'string') return [];
  return messages.flatMap((message, i) => (message.role === role ? [i] : []));
}

/** Parts that take a mark: since 1.109 the thinking of an assistant does not. */
const takesMark = (part: Json, release: Release): part is JsonObject =>
  isObject(part) &&
  (!has(release, 'thinking-takes-no-cache-mark') ||
    (part.type !== 'thinking' && part.type !== 'redacted_thinking'));

function lastThatTakesMark(parts: readonly Json[], release: Release): number {
  if (!has(release, 'cache-mark-seeks-a-part-that-takes-it'))
    return isObject(parts[parts.length - 1] ?? null) ? parts.length - 1 : -1;
  let index = parts.length - 1;
  while (index >= 0 && !takesMark(parts[index] as Json, release)) index -= 1;
  return index;
}

/** Marks a message: a string content on the message itself, a list on one of its last parts. */
function marked(message: JsonObject, control: JsonObject, release: Release, trace: Trace): JsonObject {
  const { content } = message;
  if (typeof content === 'string') return { ...message, cache_control: control };
  if (!isArray(content)) return message;
  const index = lastThatTakesMark(content, release);
  if (index < 0) return message;
  const parts = content.map((part, i) =>
    i === index && isObject(part) ? trace.inherit({ ...part, cache_control: control }, part) : part,
  );
  return { ...message, content: trace.inherit(parts, content) };
}

/**
 * Sets the marks that points ask for, as long as there is room. Up to 1.87 marks of the caller are
 * overwritten; since 1.90 they stay. Messages that get no mark are the same objects as before.
 */
export function placeMarks(
  messages: readonly JsonObject[],
  points: readonly Point[],
  room: number,
  release: Release,
  trace: Trace,
): readonly JsonObject[] {
  const out = [...messages];
  let used = messages.reduce((sum, message) => sum + marksOn(message, release), 0);
  for (const point of points) {
    const control = trace.whole(controlOf(point), point.at, INJECTED);
    for (const index of targets(point.value, out, release)) {
      const message = out[index];
      if (
        !message ||
        used >= room ||
        (has(release, 'marked-messages-get-no-second-mark') && marksOn(message, release) > 0)
      )
        continue;
      const changed = marked(message, control, release, trace);
      if (!has(release, 'refused-marks-leave-room') || changed !== message) used += 1;
      out[index] = changed;
    }
  }
  return out;
}
