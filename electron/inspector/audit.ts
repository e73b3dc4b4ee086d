import { setImmediate } from 'node:timers/promises';
import type { AuditEvent, AuditResult } from '../../shared/contract/audit.ts';
import { recogniseForm } from '../../shared/input/dialect.ts';
import type { AuditCell } from '../../shared/pipeline/audit/cell.ts';
import { AUDIT_COLUMNS } from '../../shared/pipeline/audit/columns.ts';
import { AUDIT_KEYS } from '../../shared/pipeline/audit/keys.ts';
import { auditBases, auditMatrix } from '../../shared/pipeline/audit/matrix.ts';
import { auditRequest } from '../../shared/pipeline/audit/one-key.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';

type Row = readonly AuditCell[];

/** The rows computed so far: they depend on the profile alone, so a question that is given up leaves its part. */
const computed = new Map<ProfileId, Row[]>();

/** So many keys are tried before other work of the host gets its turn. */
const KEYS_AT_A_TIME = 24;

function rowsOf(profile: ProfileId): Row[] {
  const known = computed.get(profile) ?? [];
  computed.set(profile, known);
  return known;
}

/** So many rows are told at first, then whenever twice as many are there: in sum twice the matrix. */
const FIRST_ROWS = KEYS_AT_A_TIME;

/** The leak matrix of a profile, beside that of another where one is asked for, by and by (see {@link AuditEvent}). */
export async function* audit(
  profile: ProfileId,
  against: ProfileId | null,
  signal: AbortSignal,
): AsyncGenerator<AuditEvent> {
  const [cells, other] = [rowsOf(profile), against === null ? null : rowsOf(against)];
  const wanted = against === null ? [profile] : [profile, against];
  const resultOf = (keys: readonly string[]): AuditResult => ({
    profile,
    against,
    columns: AUDIT_COLUMNS.map(({ id, label }) => ({ id, label })),
    rows: keys.map((key, i) => ({ key, cells: cells[i] ?? [], against: other?.[i] ?? [] })),
  });
  let told = FIRST_ROWS / 2;
  for (const one of wanted) {
    const rows = rowsOf(one);
    const bases = rows.length < AUDIT_KEYS.length ? auditBases(one) : [];
    while (rows.length < AUDIT_KEYS.length) {
      if (signal.aborted) return;
      rows.push(...auditMatrix(one, AUDIT_KEYS.slice(rows.length, rows.length + KEYS_AT_A_TIME), bases));
      const done = wanted.reduce((sum, id) => sum + rowsOf(id).length, 0);
      yield { type: 'progress', done, total: wanted.length * AUDIT_KEYS.length };
      if (cells.length >= told * 2 && cells.length < AUDIT_KEYS.length) {
        told = cells.length;
        yield { type: 'part', result: resultOf(AUDIT_KEYS.slice(0, told)) };
      }
      await setImmediate();
    }
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
