import { assign, isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { segments, valueAt } from '../../json/pointer.ts';
import type { Ledger } from './entry.ts';

type Open = Json[] | Record<string, Json>;

function opened(value: Json): Json {
  if (isArray(value)) return value.map(opened);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, opened(member)]));
}

/** The container at a step of the way; one that no entry speaks for is made, a list where it is counted. */
function stepInto(holder: Open, step: string, next: string): Open {
  const members = holder as Record<string, Json>;
  if (!Object.hasOwn(members, step)) assign(members, step, next === '0' ? [] : {});
  return members[step] as Open;
}

function put(body: Record<string, Json>, pointer: string, value: Json): void {
  const path = segments(pointer);
  const last = path[path.length - 1] as string;
  let holder: Open = body;
  for (let i = 0; i < path.length - 1; i++) {
    holder = stepInto(holder, path[i] as string, path[i + 1] as string);
  }
  assign(holder as Record<string, Json>, last, opened(value));
}

/**
 * Rebuilds the outgoing body from the incoming request and the ledger alone: unchanged subtrees are
 * copied over from the request, all others are what their entry holds. Entries come outermost
 * first, so that deeper ones have the last word.
 */
export function replay(request: JsonObject, ledger: Ledger): JsonObject {
  const body: Record<string, Json> = {};
  for (const { to, from, exact, value } of ledger.entries) {
    if (to?.part !== 'body') continue;
    const source = exact ? valueAt(request, from[0] as string) : value;
    if (source !== undefined) put(body, to.pointer, source);
  }
  return body;
}
