import type { AuditResult } from '../../shared/contract/audit.ts';
import type { AuditCell } from '../../shared/pipeline/audit/cell.ts';

const cell = (text: string): AuditCell => {
  const [fate = '', at] = text.split(' ');
  return { fate: fate as AuditCell['fate'], at: at ?? null };
};

/** A small matrix for tests: rows as `[key, cells, cells under the other profile]`, cells as `leaked /x`. */
export function matrixOf(
  columns: readonly string[],
  rows: readonly (readonly [key: string, cells: readonly string[], against?: readonly string[]])[],
): AuditResult {
  return {
    profile: 'litellm-1.87',
    against: rows.some(([, , against]) => against) ? 'litellm-1.109' : null,
    columns: columns.map((label) => ({ id: label, label })),
    rows: rows.map(([key, cells, against = []]) => ({
      key,
      cells: cells.map(cell),
      against: against.map(cell),
    })),
  };
}
