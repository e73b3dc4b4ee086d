import type { Facet, FacetValue } from '../../../shared/contract/history.ts';
import { lookUp } from '../../../shared/json/look-up.ts';
import { CODES, columnOf, type SqlCondition } from '../../../shared/query/sql.ts';
import { type Database, number, type Row, text } from '../store/database.ts';
import { NAME_COLUMNS } from '../store/rows.ts';
import { countedNumbers, newestNumber } from './newest.ts';
import { type OnDamage, readableRows } from './readable-rows.ts';

/** Values of one field at most. */
const MOST_VALUES = 50;

/** How a field is counted: the expression, and what a counted value is called. */
function counting(field: string): { readonly value: string; readonly say: (row: Row) => string } | null {
  const column = columnOf(field);
  if (Object.hasOwn(NAME_COLUMNS, column))
    return { value: `(SELECT text FROM name WHERE id = ${column})`, say: (row) => text(row.value) };
  const codes = lookUp(CODES, field);
  if (codes) return { value: column, say: (row) => codes[number(row.value)] ?? '' };
  if (field === 'status') return { value: column, say: (row) => String(number(row.value)) };
  return null;
}

/** Counts of several ranges put together, the most frequent first. */
function together(rows: readonly Row[], say: (row: Row) => string, most: number): readonly FacetValue[] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(say(row), (counts.get(say(row)) ?? 0) + number(row.n));
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
}

/**
 * How many of the filtered exchanges have which value, the most frequent first. Flags are counted by kind. Of a damaged
 * file those are counted that can be read.
 */
export function readFacet(
  database: Database,
  field: string,
  condition: SqlCondition | null,
  onDamage: OnDamage,
): Facet {
  const [low, top] = countedNumbers(database);
  const values = [low, top, ...(condition?.values ?? [])];
  const where = `number BETWEEN ?1 AND ?2 AND ${condition?.where ?? '1'}`;
  const complete = low <= 1;
  if (field === 'flag') {
    const sql = `SELECT kind AS value, count(DISTINCT number) AS n FROM flag
       WHERE number IN (SELECT number FROM exchange WHERE ${where}) GROUP BY kind ORDER BY n DESC LIMIT ${MOST_VALUES}`;
    const rows = readableRows(database, { sql, values, onDamage });
    return { field, values: together(rows, (row) => text(row.value), MOST_VALUES), complete };
  }
  const how = counting(field);
  if (!how) return { field, values: [], complete };
  const column = columnOf(field);
  // An exchange names every release that sends its body: each of them is counted.
  const most = field === 'release' ? 10 * MOST_VALUES : MOST_VALUES;
  const sql = `SELECT ${how.value} AS value, n FROM (SELECT ${column}, count(*) AS n FROM exchange
       WHERE ${where} AND ${column} IS NOT NULL GROUP BY ${column} ORDER BY n DESC LIMIT ${most})`;
  const counted = together(readableRows(database, { sql, values, onDamage }), how.say, most);
  return { field, values: field === 'release' ? singly(counted) : counted, complete };
}

/** Lists of releases as single releases, the most frequent first, then the newest. */
function singly(values: readonly FacetValue[]): readonly FacetValue[] {
  const counts = new Map<string, number>();
  for (const { value, count } of values)
    for (const one of value.split(', ')) counts.set(one, (counts.get(one) ?? 0) + count);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || b.value.localeCompare(a.value, 'en', { numeric: true }))
    .slice(0, MOST_VALUES);
}

/** Names within one kind of flag, for completion. */
export function readFlagNames(database: Database, kind: string): readonly FacetValue[] {
  const rows = database.all(
    `SELECT name AS value, count(*) AS n FROM flag WHERE kind = ? AND name <> '' GROUP BY name ORDER BY n DESC LIMIT ${MOST_VALUES}`,
    [kind],
  );
  return rows.map((row) => ({ value: text(row.value), count: number(row.n) }));
}

/** How many exchanges a filter lets through, as far as they can be read. */
export function countExchanges(
  database: Database,
  condition: SqlCondition | null,
  onDamage: OnDamage,
): number {
  if (!condition) return number(database.get('SELECT exchanges AS n FROM total')?.n);
  const sql = `SELECT count(*) AS n FROM exchange WHERE number BETWEEN ?1 AND ?2 AND ${condition.where}`;
  const values = [1, newestNumber(database), ...condition.values];
  return readableRows(database, { sql, values, onDamage }).reduce((sum, row) => sum + number(row.n), 0);
}
