import { setImmediate } from 'node:timers/promises';
import type { AuditEvent, AuditRow } from '../../shared/contract/audit.ts';
import { recogniseForm } from '../../shared/input/dialect.ts';
import type { AuditCell } from '../../shared/pipeline/audit/cell.ts';
import { AUDIT_COLUMNS } from '../../shared/pipeline/audit/columns.ts';
import { AUDIT_KEYS } from '../../shared/pipeline/audit/keys.ts';
import { type AuditBase, auditBases, auditMatrix } from '../../shared/pipeline/audit/matrix.ts';
import { auditRequest } from '../../shared/pipeline/audit/one-key.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';

/** What a profile's keys were tried on, and the rows so far: a question that is given up leaves its part. */
interface Tried {
  readonly bases: readonly AuditBase[];
  readonly rows: (readonly AuditCell[])[];
}

const tried = new Map<ProfileId, Tried>();

/** So many keys are tried before other work of the thread gets its turn. */
const KEYS_AT_A_TIME = 24;
/** Rows are told when there are so many times as many as were told: each time the page counts all of them. */
const GROWTH = 4;

function triedOf(profile: ProfileId): Tried {
  const known = tried.get(profile) ?? { bases: auditBases(profile), rows: [] };
  tried.set(profile, known);
  return known;
}

/** Tries the next keys under a profile. */
function tryMore(profile: ProfileId): void {
  const { bases, rows } = triedOf(profile);
  const keys = AUDIT_KEYS.slice(rows.length, rows.length + KEYS_AT_A_TIME);
  rows.push(...auditMatrix(profile, keys, bases));
}

/** The leak matrix of a profile, beside that of another where one is asked for, by and by (see {@link AuditEvent}). */
export async function* audit(
  profile: ProfileId,
  against: ProfileId | null,
  signal: AbortSignal,
): AsyncGenerator<AuditEvent> {
  const wanted = against === null ? [profile] : [profile, against];
  const rowsOf = (one: ProfileId): Tried['rows'] => triedOf(one).rows;
  const rowOf = (key: string, at: number): AuditRow => ({
    key,
    cells: rowsOf(profile)[at] ?? [],
    against: (against === null ? undefined : rowsOf(against)[at]) ?? [],
  });
  const columns = AUDIT_COLUMNS.map(({ id, label }) => ({ id, label }));
  const all = AUDIT_KEYS.length;
  const there = (): number => Math.min(...wanted.map((one) => rowsOf(one).length));
  let told = 0;
  while (told < all) {
    if (signal.aborted) return;
    if (there() < all) tryMore(wanted.find((one) => rowsOf(one).length === there()) ?? profile);
    const done = wanted.reduce((sum, one) => sum + rowsOf(one).length, 0);
    yield { type: 'progress', done, total: wanted.length * all };
    const isLast = there() === all;
    if (isLast || there() >= Math.max(KEYS_AT_A_TIME, told * GROWTH)) {
      const rows = AUDIT_KEYS.slice(told, there()).map((key, i) => rowOf(key, told + i));
      told = there();
      yield { type: 'rows', columns, rows, isLast };
    }
    await setImmediate();
  }
}

/**
 * The request behind a cell as text; null for a column that does not exist. A call that would be
 * read as one of the other entry point says which it is for.
 */
export function auditText(key: string, columnId: string): string | null {
  const column = AUDIT_COLUMNS.find(({ id }) => id === columnId);
  if (!column) return null;
  const request = auditRequest(column, key);
  const { api } = column;
  return `${JSON.stringify(recogniseForm(request).form === api ? request : { api, request }, null, 2)}\n`;
}
