import type { SqlCondition } from '../../../shared/query/sql.ts';
import { type Database, isDamage, number, type Row } from '../store/database.ts';
import { linesEach } from './lines.ts';
import type { OnDamage } from './readable-rows.ts';

/** In a window of at most so many numbers the newest words are read backwards. */
const SMALL_WINDOW = 64_000;

/** Exchanges of a range of numbers, that a condition lets through. */
export interface Window {
  readonly low: number;
  readonly high: number;
  readonly descending: boolean;
  readonly condition: SqlCondition | null;
  /** Without a condition; `e` is the exchange. */
  readonly select: string;
  readonly onDamage: OnDamage;
}

/** Up to `limit` rows of a window, in its order. Where a part of the file is damaged, what can be read of each, and those around it. */
export function readWindow(database: Database, window: Window, limit: number): readonly Row[] {
  const { low, high, descending, condition, select } = window;
  const order = descending ? 'DESC' : 'ASC';
  const where = descending && high - low < SMALL_WINDOW ? condition?.recent : condition?.where;
  // A range of one would be read on into its neighbour's page, which may be the damaged one.
  const alone = low === high ? 'number = ?1 AND' : '';
  const numbers = `SELECT number FROM exchange WHERE ${alone} number BETWEEN ?1 AND ?2 AND ${where ?? '1'} ORDER BY number ${order} LIMIT ${limit}`;
  const values = [low, high, ...(condition?.values ?? [])];
  const rows = unlessDamaged(window, () =>
    database.all(`${select} WHERE e.number IN (${numbers}) ORDER BY e.number ${order}`, values),
  );
  if (rows) return rows;
  const found = unlessDamaged(window, () => database.all(numbers, values).map((row) => number(row.number)));
  if (!found) return low < high ? inHalves(database, window, limit) : [];
  const last = found[found.length - 1] ?? 0;
  const lines = linesEach(database, found, window.onDamage);
  if (lines.length === found.length || found.length < limit) return lines;
  // Some cannot be read at all: others take their places.
  const rest = { ...window, ...(descending ? { high: last - 1 } : { low: last + 1 }) };
  return rest.low > rest.high ? lines : [...lines, ...readWindow(database, rest, limit - lines.length)];
}

function unlessDamaged<T>({ onDamage }: Window, read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!isDamage(error)) throw error;
    onDamage(error.message);
    return null;
  }
}

function inHalves(database: Database, window: Window, limit: number): readonly Row[] {
  const middle = Math.floor((window.low + window.high) / 2);
  const [below, above] = [
    { ...window, high: middle },
    { ...window, low: middle + 1 },
  ];
  const [first, second] = window.descending ? [above, below] : [below, above];
  const found = readWindow(database, first, limit);
  const missing = limit - found.length;
  return missing > 0 ? [...found, ...readWindow(database, second, missing)] : found;
}
