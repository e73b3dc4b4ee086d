import { type Database, isDamage, type Row, type SqlInput } from '../store/database.ts';

/** So often a range is halved at most: where everything that is asked for is damaged, each row would be asked for alone. */
const MOST_HALVINGS = 500;

/** Told once for each question, with what the database says. */
export type OnDamage = (message: string) => void;

/** A question of the numbers from `?1` to `?2`, whose answers for two ranges can be put together. */
export interface RangeQuestion {
  readonly sql: string;
  /** The range first. */
  readonly values: readonly SqlInput[];
  readonly onDamage: OnDamage;
}

/**
 * Rows over a range of numbers. Where a part of the file is damaged, those of the ranges around it, one answer after the
 * other: what is counted or summed in them has to be put together.
 */
export function readableRows(
  database: Database,
  { sql, values: [low, top, ...rest], onDamage }: RangeQuestion,
): readonly Row[] {
  let halvings = 0;
  const read = (from: number, to: number): readonly Row[] => {
    try {
      return database.all(sql, [from, to, ...rest]);
    } catch (error) {
      if (!isDamage(error)) throw error;
      if (halvings === 0) onDamage(error.message);
      halvings += 1;
      if (from >= to || halvings > MOST_HALVINGS) return [];
      const middle = Math.floor((from + to) / 2);
      return [...read(from, middle), ...read(middle + 1, to)];
    }
  };
  return read(Number(low), Number(top));
}
