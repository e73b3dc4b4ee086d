import type { AuditResult } from '../../shared/contract/audit.ts';
import { AUDIT_COLUMNS } from '../../shared/pipeline/audit/columns.ts';
import { AUDIT_KEYS } from '../../shared/pipeline/audit/keys.ts';
import { auditMatrix, auditRequest } from '../../shared/pipeline/audit/matrix.ts';
import type { ProfileId } from '../../shared/pipeline/profiles/profile.ts';

/** Matrices already computed: they depend on the profile alone. */
const matrices = new Map<ProfileId, ReturnType<typeof auditMatrix>>();

function matrix(profile: ProfileId): ReturnType<typeof auditMatrix> {
  const known = matrices.get(profile);
  if (known) return known;
  const computed = auditMatrix(profile, AUDIT_KEYS);
  matrices.set(profile, computed);
  return computed;
}

/** The leak matrix of a profile, beside that of another where one is asked for. */
export function audit(profile: ProfileId, against: ProfileId | null): AuditResult {
  const cells = matrix(profile);
  const other = against === null ? null : matrix(against);
  return {
    profile,
    against,
    columns: AUDIT_COLUMNS.map(({ id, label }) => ({ id, label })),
    rows: AUDIT_KEYS.map((key, i) => ({ key, cells: cells[i] ?? [], against: other?.[i] ?? [] })),
  };
}

/** The request behind a cell as text; null for a column that does not exist. */
export function auditText(key: string, columnId: string): string | null {
  const column = AUDIT_COLUMNS.find(({ id }) => id === columnId);
  return column ? `${JSON.stringify(auditRequest(column, key), null, 2)}\n` : null;
}
