import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { type Splice, spliceBetween, spliced } from './splice.ts';

/**
 * How one JSON value becomes another, as JSON itself: what is equal is left out, long texts and lists tell what changed
 * in their middle. Whoever has the earlier value gets the later one from it, and keeps the parts that are equal as the
 * very same objects.
 */
export type Delta =
  | { readonly is: 'value'; readonly value: Json }
  | { readonly is: 'text'; readonly splice: Splice }
  /** Members that changed or are new, and the names of all members in order where those are other ones than before. */
  | {
      readonly is: 'members';
      readonly members: readonly (readonly [name: string, delta: Delta])[];
      readonly order: readonly string[] | null;
    }
  /** Items of a list, `from` up to but without `to`, give way to others; `each` changes some of those that stay. */
  | { readonly is: 'items'; readonly from: number; readonly to: number; readonly items: readonly Json[] }
  | { readonly is: 'each'; readonly items: readonly (readonly [place: number, delta: Delta])[] };

/** Shorter texts are replaced as a whole. */
const SHORT = 256;

/** The names of members that have a value: one that is undefined is none, as in JSON. */
const namesOf = (object: JsonObject): readonly string[] =>
  Object.keys(object).filter((name) => object[name] !== undefined);

const own = (object: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;

const isSameOrder = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, i) => name === b[i]);

/** Members in another order count as other values. */
function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (isArray(a)) return isArray(b) && a.length === b.length && a.every((item, i) => isEqual(item, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  const names = namesOf(a);
  return isSameOrder(names, namesOf(b)) && names.every((name) => isEqual(own(a, name), own(b, name)));
}

function itemsDelta(before: readonly Json[], after: readonly Json[]): Delta | null {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && isEqual(before[head], after[head])) head++;
  if (before.length === after.length) {
    if (head === most) return null;
    const items = after.flatMap((item, i): readonly (readonly [number, Delta])[] => {
      const delta = i < head ? null : deltaBetween(before[i] ?? null, item);
      return delta ? [[i, delta]] : [];
    });
    return { is: 'each', items };
  }
  let tail = 0;
  while (tail < most - head && isEqual(before[before.length - 1 - tail], after[after.length - 1 - tail]))
    tail++;
  return {
    is: 'items',
    from: head,
    to: before.length - tail,
    items: after.slice(head, after.length - tail),
  };
}

function membersDelta(before: JsonObject, after: JsonObject): Delta | null {
  const names = namesOf(after);
  const members = names.flatMap((name): readonly (readonly [string, Delta])[] => {
    const known = own(before, name);
    const value = own(after, name) ?? null;
    const delta = known === undefined ? ({ is: 'value', value } as const) : deltaBetween(known, value);
    return delta ? [[name, delta]] : [];
  });
  const order = isSameOrder(names, namesOf(before)) ? null : names;
  return members.length === 0 && order === null ? null : { is: 'members', members, order };
}

/** How `before` becomes `after`; null where they are equal. Both are what JSON gives, the time grows with their sizes. */
export function deltaBetween(before: Json, after: Json): Delta | null {
  if (before === after) return null;
  if (isArray(before) && isArray(after)) return itemsDelta(before, after);
  if (isObject(before) && isObject(after)) return membersDelta(before, after);
  if (typeof before === 'string' && typeof after === 'string' && after.length > SHORT) {
    const splice = spliceBetween(before, after);
    return splice && { is: 'text', splice };
  }
  return { is: 'value', value: after };
}

function withMembers(before: JsonObject, { members, order }: Delta & { readonly is: 'members' }): JsonObject {
  const changed = new Map(
    members.map(([name, delta]) => [name, changedBy(own(before, name) ?? null, delta)]),
  );
  return Object.fromEntries(
    (order ?? namesOf(before)).map((name) => [
      name,
      changed.has(name) ? (changed.get(name) ?? null) : (own(before, name) ?? null),
    ]),
  );
}

/**
 * The value that `before` becomes; what did not change is the same object as before. A delta of another value gives a
 * value that makes no sense, but never throws.
 */
export function changedBy(before: Json, delta: Delta): Json {
  switch (delta.is) {
    case 'value':
      return delta.value;
    case 'text':
      return typeof before === 'string' ? spliced(before, delta.splice) : before;
    case 'items':
      if (!isArray(before)) return before;
      return [...before.slice(0, delta.from), ...delta.items, ...before.slice(delta.to)];
    case 'each': {
      if (!isArray(before)) return before;
      const changed = new Map(delta.items);
      return before.map((item, i) => {
        const one = changed.get(i);
        return one ? changedBy(item, one) : item;
      });
    }
    case 'members':
      return isObject(before) ? withMembers(before, delta) : before;
  }
}
