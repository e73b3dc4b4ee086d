import { type Distribution, NUMBER_FIELDS, type NumberField } from '../../../shared/contract/history.ts';
import { columnOf, type SqlCondition } from '../../../shared/query/sql.ts';
import { type Database, number } from '../store/database.ts';
import { countedNumbers } from './newest.ts';
import { type OnDamage, readableRows } from './readable-rows.ts';

const TIMES = [0, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000];
const TOKENS = [0, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000];

/** Where the bars of each field begin: milliseconds, a share of 1, tokens. */
const EDGES: Readonly<Record<NumberField, readonly number[]>> = {
  'first-token': TIMES,
  duration: TIMES,
  stall: TIMES,
  burst: [0, 0.1, 0.25, 0.5, 0.75, 0.9],
  'tokens-in': TOKENS,
  'tokens-out': TOKENS,
};

/**
 * How the measured values of the filtered exchanges are spread. One pass over them for all fields; of a damaged file
 * those count that can be read.
 */
export function readNumbers(
  database: Database,
  condition: SqlCondition | null,
  onDamage: OnDamage,
): readonly Distribution[] {
  const columns = NUMBER_FIELDS.flatMap((field) => {
    const column = columnOf(field);
    const edges = EDGES[field];
    return [
      `total(${column}) AS "${field} sum"`,
      `count(${column}) AS "${field} known"`,
      ...edges.map((from, i) => {
        const to = edges[i + 1];
        return `sum(${column} >= ${from}${to === undefined ? '' : ` AND ${column} < ${to}`}) AS "${field} ${i}"`;
      }),
    ];
  });
  const rows = readableRows(database, {
    sql: `SELECT ${columns.join(', ')} FROM exchange WHERE number BETWEEN ?1 AND ?2 AND ${condition?.where ?? '1'}`,
    values: [...countedNumbers(database), ...(condition?.values ?? [])],
    onDamage,
  });
  const sum = (name: string): number => rows.reduce((all, row) => all + number(row[name]), 0);
  return NUMBER_FIELDS.map((field) => {
    const known = sum(`${field} known`);
    return {
      field,
      average: known === 0 ? null : sum(`${field} sum`) / known,
      buckets: EDGES[field].map((from, i) => ({
        from,
        to: EDGES[field][i + 1] ?? null,
        count: sum(`${field} ${i}`),
      })),
    };
  });
}
