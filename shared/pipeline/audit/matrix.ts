import type { TransformResult } from '../call/result.ts';
import type { ProfileId } from '../releases/profile.ts';
import { transform } from '../transform.ts';
import type { AuditCell } from './cell.ts';
import { AUDIT_COLUMNS, type AuditColumn } from './columns.ts';
import { auditCell } from './one-key.ts';
import { auditTogether, speaks } from './together.ts';

/** A column with what becomes of its call without any key added. */
export interface AuditBase {
  readonly column: AuditColumn;
  readonly result: TransformResult;
}

/** The bases of `AUDIT_COLUMNS`, in their order. */
export const auditBases = (profile: ProfileId): readonly AuditBase[] =>
  AUDIT_COLUMNS.map((column) => ({
    column,
    result: transform({ api: column.api, request: column.request, profile }),
  }));

/** So many keys are tried in one call. */
const TOGETHER = 24;

/**
 * The cells of a column by key. Keys are tried in groups, and a group that does not hold is halved; keys that are left
 * alone join `apart`, for they are mostly alone in the next column too.
 */
function columnCells(
  { column, result }: AuditBase,
  keys: readonly string[],
  profile: ProfileId,
  apart: Set<string>,
): ReadonlyMap<string, AuditCell> {
  const body = result.kind === 'outgoing' ? result.outgoing.body : null;
  const cells = new Map<string, AuditCell>();
  const tryAll = (group: readonly string[]): void => {
    const [first] = group;
    if (first === undefined) return;
    if (group.length === 1) {
      apart.add(first);
      cells.set(first, auditCell(column, first, profile, body));
      return;
    }
    const found = auditTogether(column, group, profile, result);
    if (found) {
      for (const [i, cell] of found.entries()) cells.set(group[i] as string, cell);
      return;
    }
    const half = group.length >> 1;
    tryAll(group.slice(0, half));
    tryAll(group.slice(half));
  };
  for (const key of keys.filter((one) => apart.has(one))) tryAll([key]);
  const others = keys.filter((one) => !apart.has(one));
  for (let i = 0; i < others.length; i += TOGETHER) tryAll(others.slice(i, i + TOGETHER));
  return cells;
}

/** The leak matrix of a profile: one row per key, one cell per column of `AUDIT_COLUMNS`. */
export function auditMatrix(
  profile: ProfileId,
  keys: readonly string[],
  bases: readonly AuditBase[] = auditBases(profile),
): readonly (readonly AuditCell[])[] {
  const apart = new Set(keys.filter(speaks));
  const columns = bases.map((base) => columnCells(base, keys, profile, apart));
  return keys.map((key) => columns.map((cells) => cells.get(key) as AuditCell));
}
