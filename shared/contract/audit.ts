import type { AuditCell } from '../pipeline/audit/cell.ts';
import type { ProfileId } from '../pipeline/releases/profile.ts';

/** One row of the leak matrix: the key, and a cell per column under either profile. */
export interface AuditRow {
  readonly key: string;
  readonly cells: readonly AuditCell[];
  /** The same under the other profile; empty where none was asked for. */
  readonly against: readonly AuditCell[];
}

/** The leak matrix: internal keys × body forms, computed by the pipeline itself. */
export interface AuditResult {
  readonly profile: ProfileId;
  readonly against: ProfileId | null;
  readonly columns: readonly { readonly id: string; readonly label: string }[];
  readonly rows: readonly AuditRow[];
}

/** What an audit reports: how many keys of all are tried, and now and then the rows that came since; the last ones end the matrix. */
export type AuditEvent =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | {
      readonly type: 'rows';
      readonly columns: AuditResult['columns'];
      readonly rows: readonly AuditRow[];
      readonly isLast: boolean;
    };
