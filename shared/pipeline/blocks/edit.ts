import type { Json, JsonArray, JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import type { Rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';
import { MESSAGES_RULES as RULE } from './rules.ts';

/** A value with the place it is from in the incoming request. */
export interface Located<T extends Json = Json> {
  readonly value: T;
  readonly at: Pointer;
}

/**
 * A copy of an object with some members set or (undefined) taken out; a member that is set stays where it stood, as in
 * a Python dict. Members left alone are known as kept, members set as made from what stood there, by the given rule. What is taken out is for
 * the caller to note.
 */
export function withMembers(
  trace: Trace,
  { value, at }: Located<JsonObject>,
  changes: Readonly<Record<string, Json | undefined>>,
  rule: Rule = RULE.kept,
): JsonObject {
  const copy: Record<string, Json> = {};
  trace.whole(copy, at, RULE.kept);
  for (const key of new Set([...Object.keys(value), ...Object.keys(changes)])) {
    const changed = Object.hasOwn(changes, key) ? changes[key] : value[key];
    if (changed === undefined) continue;
    copy[key] = changed;
    const from = Object.hasOwn(value, key) ? child(at, key) : null;
    const known = typeof changed === 'object' && changed !== null && trace.wholeOf(changed) !== undefined;
    if (!Object.hasOwn(changes, key)) trace.member(copy, key, from, RULE.kept);
    else if (!known) trace.member(copy, key, from, rule);
  }
  return copy;
}

/**
 * Rebuilds a list item by item; the same list where nothing changes. `edit` returns what stands for
 * an item, or null to take it out (having noted why).
 */
export function mapItems(
  trace: Trace,
  list: JsonArray,
  at: Pointer,
  edit: (item: Located) => Json | null,
): JsonArray {
  const out: Json[] = [];
  let changed = false;
  const origins: Pointer[] = [];
  for (const item of itemsOf(trace, list, at)) {
    const edited = edit(item);
    if (edited !== item.value) changed = true;
    if (edited === null) continue;
    out.push(edited);
    origins.push(item.at);
  }
  if (!changed) return list;
  trace.whole(out, at, RULE.kept);
  out.forEach((item, i) => {
    const known = typeof item === 'object' && item !== null && trace.wholeOf(item) !== undefined;
    if (!known) trace.member(out, i, origins[i] as Pointer, RULE.kept);
  });
  return out;
}

/** The items of a list with the places they are from, though items before them were taken out. */
export function itemsOf(trace: Trace, list: JsonArray, at: Pointer): readonly Located[] {
  return list.map((value, i) => {
    const whole = typeof value === 'object' && value !== null ? trace.wholeOf(value) : undefined;
    const from = trace.memberOf(list, i)?.from ?? whole?.from;
    return { value, at: typeof from === 'string' ? from : child(at, i) };
  });
}
