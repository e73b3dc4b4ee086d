import type { SqlCondition } from '../../../shared/query/sql.ts';
import { type Database, isDamage, number, type Row, type SqlInput } from '../store/database.ts';
import type { OnDamage } from './readable-rows.ts';

/** A piece of an index, in its order: rows with `number` and `value`. */
export interface Piece {
  /** From `FROM` to `ORDER BY`, of the column that the list is sorted by. */
  readonly sql: string;
  readonly column: string;
  /** The value of the column where the exchange is read. */
  readonly own: string;
  /** What the piece is ordered by, with `value` for the column. */
  readonly order: string;
  /** So many rows of the index. */
  readonly window: number;
  /** The range of numbers, the values of the condition, those of `sql`. */
  readonly values: readonly SqlInput[];
}

/** Up to `limit` rows of a piece that a condition lets through. Where exchanges are damaged, the others, one by one. */
export function hitsOf(
  database: Database,
  piece: Piece,
  condition: SqlCondition | null,
  limit: number,
  onDamage: OnDamage,
): readonly Row[] {
  const { sql, column, own, order, window, values } = piece;
  const where = condition?.where ?? '1';
  try {
    return database.all(
      `SELECT number, ${own} AS value FROM exchange WHERE number IN (SELECT number ${sql} LIMIT ${window})
       AND ${where} ORDER BY ${order} LIMIT ${limit}`,
      values,
    );
  } catch (error) {
    if (!isDamage(error)) throw error;
    onDamage(error.message);
  }
  const hits: Row[] = [];
  for (const row of database.all(`SELECT number, ${column} AS value ${sql} LIMIT ${window}`, values)) {
    if (hits.length >= limit) break;
    if (letsThrough(database, where, number(row.number), condition?.values ?? [])) hits.push(row);
  }
  return hits;
}

/** False, too, where the exchange cannot be read. */
function letsThrough(
  database: Database,
  where: string,
  exchange: number,
  values: readonly SqlInput[],
): boolean {
  try {
    const sql = `SELECT id FROM exchange WHERE number BETWEEN ?1 AND ?2 AND ${where}`;
    return database.get(sql, [exchange, exchange, ...values]) !== undefined;
  } catch (error) {
    if (!isDamage(error)) throw error;
    return false;
  }
}
