import type { AuditResult, AuditRow } from '../../shared/contract/audit.ts';
import type { AuditCell } from '../../shared/pipeline/audit/cell.ts';
import { isLeak, MARK_IDS, type MarkId, markOf } from './mark.ts';

/** How a cell differs under the other profile. */
export type Change = 'fixed' | 'new' | 'other';

/** How `other` differs from `cell`; null where both do the same. A leak that ends in a crash is not fixed. */
export function changeOf(cell: AuditCell, other: AuditCell | undefined): Change | null {
  if (!other || (cell.fate === other.fate && cell.at === other.at)) return null;
  if (isLeak(other)) return isLeak(cell) ? 'other' : 'new';
  return isLeak(cell) && other.fate !== 'crashed' ? 'fixed' : 'other';
}

const changesOf = ({ cells, against }: AuditRow): readonly (Change | null)[] =>
  cells.map((cell, i) => changeOf(cell, against[i]));

/** Which rows are shown. */
export interface RowFilter {
  /** Part of the key; case and outer spaces do not count. */
  readonly text: string;
  readonly onlyLeaks: boolean;
  readonly onlyChanges: boolean;
}

/** The rows that pass the filter, in their order. Without a second profile nothing changes. */
export function filterRows(result: AuditResult, filter: RowFilter): readonly AuditRow[] {
  const text = filter.text.trim().toLowerCase();
  return result.rows.filter(
    (row) =>
      row.key.toLowerCase().includes(text) &&
      (!filter.onlyLeaks || row.cells.some(isLeak)) &&
      (!filter.onlyChanges || result.against === null || changesOf(row).some((change) => change !== null)),
  );
}

/** How many cells leak: of a row, or of a column. */
export const leaksIn = (cells: readonly AuditCell[]): number => cells.filter(isLeak).length;

export interface Summary {
  readonly cells: number;
  readonly leaks: number;
  readonly marks: Readonly<Record<MarkId, number>>;
  readonly changes: Readonly<Record<Change, number>>;
  /** Leaks by column. */
  readonly columns: readonly number[];
}

/** Counts the whole matrix, whatever is filtered. */
export function summarise({ rows, columns }: AuditResult): Summary {
  const cells = rows.flatMap((row) => row.cells);
  const marks = Object.fromEntries(MARK_IDS.map((id) => [id, 0])) as Record<MarkId, number>;
  for (const cell of cells) marks[markOf(cell)]++;
  const changes: Record<Change, number> = { fixed: 0, new: 0, other: 0 };
  for (const change of rows.flatMap(changesOf)) if (change) changes[change]++;
  return {
    cells: cells.length,
    leaks: leaksIn(cells),
    marks,
    changes,
    columns: columns.map((_, i) => leaksIn(rows.flatMap((row) => row.cells[i] ?? []))),
  };
}
