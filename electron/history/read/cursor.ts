import type { PageCursor } from '../../../shared/contract/history.ts';

/** Where a list stands: after this row of this run. Without a number: at the beginning of the run. */
export interface Position {
  readonly run: number;
  readonly value: number | string | null;
  readonly number: number | null;
}

export const writeCursor = ({ run, value, number }: Position): PageCursor =>
  JSON.stringify([run, value, number]);

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** The position that a cursor names; null for what is none. */
export function readCursor(cursor: PageCursor | null): Position | null {
  if (cursor === null) return null;
  try {
    const parsed: unknown = JSON.parse(cursor);
    if (!Array.isArray(parsed)) return null;
    const [run, value, number] = parsed as unknown[];
    if (!isNumber(run) || !Number.isInteger(run) || run < 0) return null;
    const known = isNumber(value) || typeof value === 'string' ? value : null;
    return { run, value: known, number: isNumber(number) ? number : null };
  } catch {
    return null;
  }
}
