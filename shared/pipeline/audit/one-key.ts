import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { fateOfKey } from '../ledger/outcomes.ts';
import type { ProfileId } from '../releases/profile.ts';
import { transform } from '../transform.ts';
import type { AuditCell } from './cell.ts';
import type { AuditColumn } from './columns.ts';
import { seedOf } from './seeds.ts';

function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (isArray(value)) return value[Number(name)];
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Finds a key that the body has only because the request has it: the first in document order. */
function findKey(value: Json, base: Json | undefined, key: string, at: Pointer = ''): Pointer | null {
  if (value === base || typeof value !== 'object' || value === null) return null;
  const isNew = isObject(value) && !(isObject(base) && Object.hasOwn(base, key));
  for (const name of Object.keys(value)) {
    const pointer = child(at, name);
    if (isNew && name === key) return pointer;
    const found = findKey(memberOf(value, name) as Json, memberOf(base, name), key, pointer);
    if (found !== null) return found;
  }
  return null;
}

/** The request behind a cell: the column's smallest call with the key set. */
export function auditRequest(column: AuditColumn, key: string): JsonObject {
  return { ...column.request, [key]: seedOf(key) };
}

/** Tries one key in one body form. `base` is what the column's call sends without the key; null where nothing is sent. */
export function auditCell(
  column: AuditColumn,
  key: string,
  profile: ProfileId,
  base: JsonObject | null,
): AuditCell {
  const request = auditRequest(column, key);
  const result = transform({ api: column.api, request, profile });
  if (result.kind === 'refused') return { fate: 'refused', at: null };
  if (result.kind !== 'outgoing') return { fate: 'crashed', at: null };
  const at = findKey(result.outgoing.body, base ?? undefined, key);
  return { fate: fateOfKey(request, result.ledger, key) ?? 'consumed', at };
}
