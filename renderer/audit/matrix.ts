import type { AuditResult, AuditRow } from '../../shared/contract/audit.ts';
import type { AuditCell } from '../../shared/pipeline/audit/cell.ts';
import { type ProfileId, profileOf } from '../../shared/pipeline/releases/profile.ts';
import { compareReleases } from '../../shared/pipeline/releases/release.ts';
import { isLeak, MARK_IDS, type MarkId, markOf } from './mark.ts';

/** How a cell differs under the other profile. */
export type Change = 'fixed' | 'new' | 'other';

/** How `other` differs from `cell`; null where both do the same. A leak that ends in a crash is not fixed. */
export function changeOf(cell: AuditCell, other: AuditCell | undefined): Change | null {
  if (!other || (cell.fate === other.fate && cell.at === other.at)) return null;
  if (isLeak(other)) return isLeak(cell) ? 'other' : 'new';
  return isLeak(cell) && other.fate !== 'crashed' ? 'fixed' : 'other';
}

/** The two profiles of a matrix in the order of their releases; Strata's own comes after all of them. Null for one alone. */
export function inOrder({ profile, against }: Pick<AuditResult, 'profile' | 'against'>): {
  readonly older: ProfileId;
  readonly newer: ProfileId;
} | null {
  if (against === null) return null;
  const [one, other] = [profileOf(profile), profileOf(against)];
  const isLater = one.strict || (!other.strict && compareReleases(one.release, other.release) > 0);
  return isLater ? { older: against, newer: profile } : { older: profile, newer: against };
}

/** What the newer of the two profiles changes in each cell of a row. */
export function changesOf(
  { cells, against }: AuditRow,
  result: Pick<AuditResult, 'profile' | 'against'>,
): readonly (Change | null)[] {
  const isBackwards = inOrder(result)?.newer === result.profile;
  return cells.map((cell, i) => {
    const other = against[i];
    return isBackwards && other ? changeOf(other, cell) : changeOf(cell, other);
  });
}

/** Which rows are shown. */
export interface RowFilter {
  /** Part of the key; case and outer spaces do not count. */
  readonly text: string;
  readonly onlyLeaks: boolean;
  readonly onlyChanges: boolean;
  /** Body forms that are left out. */
  readonly hidden: ReadonlySet<string>;
  /** The body form that a key leaks into, to be shown; null for any. */
  readonly leaksInto: string | null;
}

export const NO_FILTER: RowFilter = {
  text: '',
  onlyLeaks: false,
  onlyChanges: false,
  hidden: new Set(),
  leaksInto: null,
};

/** The matrix with the body forms that are not hidden. */
function withColumns(result: AuditResult, hidden: ReadonlySet<string>): AuditResult {
  if (hidden.size === 0) return result;
  const left = result.columns.flatMap(({ id }, i) => (hidden.has(id) ? [] : [i]));
  const pick = <T>(all: readonly T[]): readonly T[] =>
    left.flatMap((i) => {
      const one = all[i];
      return one === undefined ? [] : [one];
    });
  return {
    ...result,
    columns: pick(result.columns),
    rows: result.rows.map((row) => ({ ...row, cells: pick(row.cells), against: pick(row.against) })),
  };
}

/** What is left of the matrix by the filter; this is what is shown and exported. The same matrix where all of it is left. */
export function filtered(result: AuditResult, filter: RowFilter): AuditResult {
  const narrow = withColumns(result, filter.hidden);
  const rows = filterRows(narrow, filter);
  return narrow === result && rows.length === result.rows.length ? result : { ...narrow, rows };
}

/** The rows that pass the filter, in their order. Without a second profile nothing changes. */
export function filterRows(result: AuditResult, filter: RowFilter): readonly AuditRow[] {
  const text = filter.text.trim().toLowerCase();
  const column = result.columns.findIndex(({ id }) => id === filter.leaksInto);
  return result.rows.filter(
    (row) =>
      row.key.toLowerCase().includes(text) &&
      (!filter.onlyLeaks || row.cells.some(isLeak)) &&
      (column < 0 || row.cells.slice(column, column + 1).some(isLeak)) &&
      (!filter.onlyChanges ||
        result.against === null ||
        changesOf(row, result).some((change) => change !== null)),
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

/** Counts a matrix. */
export function summarise(result: AuditResult): Summary {
  const { rows, columns } = result;
  const cells = rows.flatMap((row) => row.cells);
  const marks = Object.fromEntries(MARK_IDS.map((id) => [id, 0])) as Record<MarkId, number>;
  for (const cell of cells) marks[markOf(cell)]++;
  const changes: Record<Change, number> = { fixed: 0, new: 0, other: 0 };
  for (const change of rows.flatMap((row) => changesOf(row, result))) if (change) changes[change]++;
  return {
    cells: cells.length,
    leaks: leaksIn(cells),
    marks,
    changes,
    columns: columns.map((_, i) => leaksIn(rows.flatMap((row) => row.cells[i] ?? []))),
  };
}
