import { type Database, isDamage, number, type Row, type SqlInput, text } from '../store/database.ts';
import { NAME_COLUMNS, SELECT_ROWS } from '../store/rows.ts';
import type { OnDamage } from './readable-rows.ts';

/** The first row of an answer; none where it lies in a damaged part of the file. */
type First = (sql: string, value: SqlInput | undefined) => Row | undefined;

function firstOf(database: Database, onDamage: OnDamage): First {
  return (sql, value) => {
    try {
      return database.get(sql, [value ?? null]);
    } catch (error) {
      if (!isDamage(error)) throw error;
      onDamage(error.message);
      return undefined;
    }
  };
}

/** A value by which a row is asked for. */
const key = (value: Row[string] | undefined): number | null => (typeof value === 'number' ? value : null);

/**
 * What the line of an exchange needs, as far as it can be read: title and names lie in tables of their own, and a damaged
 * page of those would take all lines with it. Undefined where the exchange's own row cannot be read.
 */
export function readableLine(database: Database, exchange: number, onDamage: OnDamage): Row | undefined {
  const first = firstOf(database, onDamage);
  const whole = first(`${SELECT_ROWS} WHERE e.number = ?`, exchange);
  if (whole) return whole;
  const row = first('SELECT * FROM exchange WHERE number = ?', exchange);
  if (!row) return undefined;
  const line: Record<string, Row[string]> = { ...row };
  line.title = first('SELECT title FROM detail WHERE number = ?', exchange)?.title ?? '';
  for (const column of Object.keys(NAME_COLUMNS))
    line[`${column}_text`] = first('SELECT text FROM name WHERE id = ?', key(row[column]))?.text ?? null;
  return line;
}

/** The lines of certain exchanges, one by one. */
export const linesEach = (
  database: Database,
  numbers: readonly number[],
  onDamage: OnDamage,
): readonly Row[] =>
  numbers.flatMap((one): readonly Row[] => {
    const line = readableLine(database, one, onDamage);
    return line ? [line] : [];
  });

/** Rows of a question of certain exchanges, in its order; where a part of the file is damaged, their lines one by one. */
export function readableLines(
  database: Database,
  numbers: readonly number[],
  onDamage: OnDamage,
  select = SELECT_ROWS,
): readonly Row[] {
  if (numbers.length === 0) return [];
  try {
    return database.all(`${select} WHERE e.number IN (${numbers.join(', ')}) ORDER BY e.number`);
  } catch (error) {
    if (!isDamage(error)) throw error;
    onDamage(error.message);
    return linesEach(database, numbers, onDamage);
  }
}

/** The numbers of the names in a column, in the order of their texts; those whose text cannot be read as if they had none. */
export function namesInOrder(
  database: Database,
  column: string,
  descending: boolean,
  onDamage: OnDamage,
): readonly number[] {
  try {
    const names = database.all(
      `SELECT id FROM name WHERE EXISTS (SELECT 1 FROM exchange WHERE ${column} = name.id)
       ORDER BY folded ${descending ? 'DESC' : 'ASC'}`,
    );
    return names.map(({ id }) => number(id));
  } catch (error) {
    if (!isDamage(error)) throw error;
    onDamage(error.message);
  }
  const first = firstOf(database, onDamage);
  const names = database
    .all(`SELECT DISTINCT ${column} AS id FROM exchange WHERE ${column} IS NOT NULL`)
    .map(({ id }) => ({
      id: number(id),
      folded: text(first('SELECT folded FROM name WHERE id = ?', number(id))?.folded),
    }))
    .sort((a, b) => (a.folded < b.folded ? -1 : Number(a.folded > b.folded)));
  const ids = names.map(({ id }) => id);
  return descending ? ids.reverse() : ids;
}
