import { setImmediate } from 'node:timers/promises';
import type { AuditEvent, AuditResult } from '../../shared/contract/audit.ts';
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
  const resultOf = (keys: readonly string[]): AuditResult => ({
    profile,
    against,
    columns: AUDIT_COLUMNS.map(({ id, label }) => ({ id, label })),
    rows: keys.map((key, i) => ({
      key,
      cells: rowsOf(profile)[i] ?? [],
      against: (against === null ? undefined : rowsOf(against)[i]) ?? [],
    })),
  });
  const all = AUDIT_KEYS.length;
  const there = (): number => Math.min(...wanted.map((one) => rowsOf(one).length));
  // Rows are told when the first are there, then whenever four times as many are: in sum a third of the matrix more.
  let next = KEYS_AT_A_TIME;
  while (there() < all) {
    if (signal.aborted) return;
    tryMore(wanted.find((one) => rowsOf(one).length === there()) ?? profile);
    const done = wanted.reduce((sum, one) => sum + rowsOf(one).length, 0);
    yield { type: 'progress', done, total: wanted.length * all };
    if (there() >= next && there() < all) {
      yield { type: 'part', result: resultOf(AUDIT_KEYS.slice(0, there())) };
      next = there() * 4;
    }
    await setImmediate();
  }
  yield { type: 'result', result: resultOf(AUDIT_KEYS) };
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
