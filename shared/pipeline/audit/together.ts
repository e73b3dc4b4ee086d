import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import type { TransformResult } from '../call/result.ts';
import { fateOfKey } from '../ledger/outcomes.ts';
import type { ProfileId } from '../releases/profile.ts';
import { transform } from '../transform.ts';
import type { AuditCell } from './cell.ts';
import type { AuditColumn } from './columns.ts';
import { seedOf } from './seeds.ts';

/** Keys that a prompt template is made of; what one does depends on the others. */
const TEMPLATE: ReadonlySet<string> = new Set([
  'bos_token',
  'eos_token',
  'final_prompt_value',
  'initial_prompt_value',
]);

/** True for a key that says something to LiteLLM by its value, so that others beside it may fare otherwise. */
export const speaks = (key: string): boolean => typeof seedOf(key) === 'object' || TEMPLATE.has(key);

/** Adds where each of the `names` stands in a body to `found`; false where anything else differs from `base`. */
function addsOnly(
  names: ReadonlySet<string>,
  value: Json,
  base: Json,
  found: Map<string, Pointer>,
  at: Pointer = '',
): boolean {
  if (isArray(value) && isArray(base))
    return (
      value.length === base.length &&
      value.every((item, i) => addsOnly(names, item, base[i] as Json, found, child(at, i)))
    );
  if (!isObject(value) || !isObject(base)) return value === base;
  let shared = 0;
  for (const [name, member] of Object.entries(value)) {
    const pointer = child(at, name);
    if (Object.hasOwn(base, name)) {
      shared++;
      if (!addsOnly(names, member, base[name] as Json, found, pointer)) return false;
    } else if (!names.has(name)) return false;
    else if (!found.has(name)) found.set(name, pointer);
  }
  return shared === Object.keys(base).length;
}

/** True where two calls end early for the same reason: what one has more does not matter then. */
const endAlike = (one: TransformResult, other: TransformResult): boolean =>
  one.kind !== 'outgoing' &&
  other.kind === one.kind &&
  one.error.type === other.error.type &&
  one.error.message === other.error.message;

/**
 * Tries keys that do not {@link speaks speak} in one call: what LiteLLM does with each does not hang on the others, as
 * long as the call sends what it sends without them and they are all that is added.
 * @param base what becomes of the column's call without them
 * @returns a cell for each key, or null where they have to be tried apart
 */
export function auditTogether(
  column: AuditColumn,
  keys: readonly string[],
  profile: ProfileId,
  base: TransformResult,
): readonly AuditCell[] | null {
  const request: JsonObject = {
    ...column.request,
    ...Object.fromEntries(keys.map((key) => [key, seedOf(key)])),
  };
  const result = transform({ api: column.api, request, profile });
  if (endAlike(result, base))
    return keys.map(() => ({ fate: result.kind === 'refused' ? 'refused' : 'crashed', at: null }));
  if (result.kind !== 'outgoing' || base.kind !== 'outgoing') return null;
  const found = new Map<string, Pointer>();
  if (!addsOnly(new Set(keys), result.outgoing.body, base.outgoing.body, found)) return null;
  return keys.map((key) => ({
    fate: fateOfKey(request, result.ledger, key) ?? 'consumed',
    at: found.get(key) ?? null,
  }));
}
