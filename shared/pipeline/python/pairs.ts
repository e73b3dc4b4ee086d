import { isArray, isObject, type Json } from '../../json/json.ts';

/** A name with its value, and its place in what it was read from. */
export interface Pair {
  readonly name: string;
  readonly value: Json;
  readonly token: string | number;
}

/** The exception with which Python's `dict()` ends. */
export type NoPairs = 'TypeError' | 'ValueError';

/** What Python sees when it goes through a value; null where it cannot. */
function itemsOf(value: Json): readonly Json[] | null {
  if (typeof value === 'string') return [...value];
  if (isArray(value)) return value;
  return isObject(value) ? Object.keys(value) : null;
}

function pairOf(item: Json, token: number): Pair | NoPairs {
  const items = itemsOf(item);
  if (items === null) return 'TypeError';
  const [name = null, value = null] = items;
  if (items.length !== 2) return 'ValueError';
  return typeof name === 'string' ? { name, value, token } : 'TypeError';
}

/**
 * What Python's `dict(value)` holds: the members of an object, or a list of names with values; else its exception.
 * Names that are no text count as a `TypeError`: nothing can be done with them as names.
 */
export function pairsOf(value: Json): readonly Pair[] | NoPairs {
  if (isObject(value)) return Object.entries(value).map(([name, one]) => ({ name, value: one, token: name }));
  const items = itemsOf(value);
  if (items === null) return 'TypeError';
  const pairs: Pair[] = [];
  for (const [i, item] of items.entries()) {
    const pair = pairOf(item, i);
    if (typeof pair === 'string') return pair;
    pairs.push(pair);
  }
  return pairs;
}
