import { setImmediate } from 'node:timers/promises';
import type { AuditResult } from '../../shared/contract/audit.ts';
import { recogniseApi } from '../../shared/input/dialect.ts';
import type { AuditCell } from '../../shared/pipeline/audit/cell.ts';
import { AUDIT_COLUMNS } from '../../shared/pipeline/audit/columns.ts';
import { AUDIT_KEYS } from '../../shared/pipeline/audit/keys.ts';
import { auditMatrix, auditRequest } from '../../shared/pipeline/audit/matrix.ts';
import type { ProfileId } from '../../shared/pipeline/profiles/profile.ts';

type Matrix = readonly (readonly AuditCell[])[];

/** Matrices computed or under way: they depend on the profile alone. */
const matrices = new Map<ProfileId, Promise<Matrix>>();

/** So many keys are tried before other work of the host gets its turn. */
const KEYS_AT_A_TIME = 12;

async function compute(profile: ProfileId): Promise<Matrix> {
  const rows: (readonly AuditCell[])[] = [];
  for (let at = 0; at < AUDIT_KEYS.length; at += KEYS_AT_A_TIME) {
    rows.push(...auditMatrix(profile, AUDIT_KEYS.slice(at, at + KEYS_AT_A_TIME)));
    await setImmediate();
  }
  return rows;
}

function matrix(profile: ProfileId): Promise<Matrix> {
  const known = matrices.get(profile);
  if (known) return known;
  const computed = compute(profile);
  matrices.set(profile, computed);
  return computed;
}

/** The leak matrix of a profile, beside that of another where one is asked for. */
export async function audit(profile: ProfileId, against: ProfileId | null): Promise<AuditResult> {
  const cells = await matrix(profile);
  const other = against === null ? null : await matrix(against);
  return {
    profile,
    against,
    columns: AUDIT_COLUMNS.map(({ id, label }) => ({ id, label })),
    rows: AUDIT_KEYS.map((key, i) => ({ key, cells: cells[i] ?? [], against: other?.[i] ?? [] })),
  };
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
  return `${JSON.stringify(recogniseApi(request) === api ? request : { api, request }, null, 2)}\n`;
}
