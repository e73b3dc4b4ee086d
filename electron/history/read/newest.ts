import { type Database, number } from '../store/database.ts';

/** So many exchanges are looked at for what is counted of all of them: the newest. */
const COUNTED = 200_000;

/** The number of the newest exchange; 0 where there is none. */
export const newestNumber = (database: Database): number =>
  number(database.get('SELECT coalesce(max(number), 0) AS n FROM exchange')?.n);

/** The first and the last number of the exchanges that counts are made of. */
export function countedNumbers(database: Database): readonly [low: number, top: number] {
  const top = newestNumber(database);
  return [Math.max(1, top - COUNTED + 1), top];
}
