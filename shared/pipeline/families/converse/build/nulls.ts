import { isArray, isObject, type Json } from '../../../../json/json.ts';
import type { Trace } from '../../../ledger/trace.ts';

const MAX_DEPTH = 20;

function cleaned(value: Json, depth: number, trace: Trace): Json {
  if (depth <= 0) return value;
  if (isArray(value)) {
    const items = value.filter((item) => item !== null).map((item) => cleaned(item, depth - 1, trace));
    const same = items.length === value.length && items.every((item, i) => item === value[i]);
    return same ? value : trace.inherit(items, value);
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value)
    .filter(([, member]) => member !== null)
    .map(([key, member]) => [key, cleaned(member, depth - 1, trace)] as const);
  const same =
    members.length === Object.keys(value).length && members.every(([key, member]) => member === value[key]);
  return same ? value : trace.inherit(Object.fromEntries(members), value);
}

function holdsNull(value: Json, depth: number): boolean {
  if (depth <= 0 || typeof value !== 'object' || value === null) return false;
  if (isArray(value)) return value.some((item) => item === null || holdsNull(item, depth - 1));
  for (const key in value) {
    const member = value[key] as Json;
    if (member === null || holdsNull(member, depth - 1)) return true;
  }
  return false;
}

/**
 * Takes null out of a parameter, at any depth down to 19: LiteLLM cleans parameters for Converse so
 * (`filter_exceptions_from_params`, all three releases). The same object where there is none.
 */
export const withoutNulls = (value: Json, trace: Trace): Json =>
  holdsNull(value, MAX_DEPTH - 1) ? cleaned(value, MAX_DEPTH - 1, trace) : value;
