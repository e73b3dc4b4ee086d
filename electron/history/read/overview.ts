import {
  GROUPED_BY,
  type GroupRow,
  type Overview,
  type TimeSeries,
} from '../../../shared/contract/history.ts';
import { columnOf, type SqlCondition } from '../../../shared/query/sql.ts';
import { type Database, number, numberOrNull, text } from '../store/database.ts';
import { countedNumbers } from './newest.ts';
import { type OnDamage, type RangeQuestion, readableRows } from './readable-rows.ts';

/** Of which exchanges. */
interface Asked extends Pick<RangeQuestion, 'values' | 'onDamage'> {
  readonly where: string;
}

/** Steps of time. */
const STEPS = 60;
/** Models that have a line of their own; the rest share one. */
const MOST_SERIES = 5;
/** Groups of a kind that are told, the largest. */
const MOST_GROUPS = 12;

/** Lengths of a step, milliseconds: the first that is long enough is taken. */
const STEP_LENGTHS = [
  100, 250, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000, 10_800_000,
  21_600_000, 43_200_000, 86_400_000, 172_800_000, 604_800_000,
];

/** What no exchange at all comes to. */
export const NO_OVERVIEW: Overview = {
  over: { from: 0, stepMs: 1_000, series: [], refused: [], firstTokenMs: [] },
  groups: [],
};

const FIGURES = `count(*) AS calls, sum(refused) AS refused, avg(first_token_ms) AS first_token,
  avg(longest_gap_ms) AS stall, avg(burst_share) AS burst, sum(tokens_in) AS tokens_in, sum(tokens_out) AS tokens_out,
  sum(cache_read) AS cache_read`;

function timeline(database: Database, { where, ...asked }: Asked): TimeSeries {
  const spans = readableRows(database, {
    sql: `SELECT min(started_at) AS low, max(started_at) AS high FROM exchange WHERE ${where}`,
    ...asked,
  });
  const times = spans.flatMap((span) => [numberOrNull(span.low) ?? [], numberOrNull(span.high) ?? []].flat());
  if (times.length === 0) return NO_OVERVIEW.over;
  const [low, high] = [Math.min(...times), Math.max(...times)];
  const stepMs =
    STEP_LENGTHS.find((step) => (high - low) / step < STEPS) ?? Math.ceil((high - low + 1) / STEPS);
  const from = Math.floor(low / stepMs) * stepMs;
  const slots = Math.floor((high - from) / stepMs) + 1;
  const rows = readableRows(database, {
    sql: `SELECT (started_at - ${from}) / ${stepMs} AS slot, (SELECT text FROM name WHERE id = model) AS model, ${FIGURES}
       FROM exchange WHERE ${where} GROUP BY 1, exchange.model`,
    ...asked,
  });
  const totals = new Map<string, number>();
  const nameOf = (row: (typeof rows)[number]): string => text(row.model);
  for (const row of rows) totals.set(nameOf(row), (totals.get(nameOf(row)) ?? 0) + number(row.calls));
  const named = [...totals]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_SERIES)
    .map(([name]) => name);
  const empty = (): number[] => Array.from({ length: slots }, () => 0);
  const series = new Map<string | null, number[]>(named.map((name) => [name, empty()]));
  if (totals.size > named.length) series.set(null, empty());
  const [refused, timed, calls] = [empty(), empty(), empty()];
  for (const row of rows) {
    const slot = number(row.slot);
    const counts = series.get(named.includes(nameOf(row)) ? nameOf(row) : null);
    const many = number(row.calls);
    if (counts?.[slot] !== undefined) counts[slot] += many;
    if (refused[slot] !== undefined) refused[slot] += number(row.refused);
    const first = numberOrNull(row.first_token);
    if (first === null || timed[slot] === undefined || calls[slot] === undefined) continue;
    timed[slot] += first * many;
    calls[slot] += many;
  }
  return {
    from,
    stepMs,
    series: [...series].map(([model, counts]) => ({ model, counts })),
    refused,
    firstTokenMs: timed.map((sum, i) => (calls[i] ? sum / calls[i] : null)),
  };
}

/** The weighted mean of two figures, either of which may be missing. */
function mean(a: number | null, weight: number, b: number | null, other: number): number | null {
  if (a === null) return b;
  return b === null ? a : (a * weight + b * other) / (weight + other);
}

const joined = (one: GroupRow, two: GroupRow): GroupRow => ({
  value: one.value,
  calls: one.calls + two.calls,
  refused: one.refused + two.refused,
  firstTokenMs: mean(one.firstTokenMs, one.calls, two.firstTokenMs, two.calls),
  stallMs: mean(one.stallMs, one.calls, two.stallMs, two.calls),
  burstShare: mean(one.burstShare, one.calls, two.burstShare, two.calls),
  tokensIn: one.tokensIn + two.tokensIn,
  tokensOut: one.tokensOut + two.tokensOut,
  cacheRead: one.cacheRead + two.cacheRead,
});

function groups(
  database: Database,
  field: (typeof GROUPED_BY)[number],
  { where, ...asked }: Asked,
): readonly GroupRow[] {
  const column = columnOf(field);
  const rows = readableRows(database, {
    sql: `SELECT (SELECT text FROM name WHERE id = ${column}) AS value, ${FIGURES}
         FROM exchange WHERE ${where} AND ${column} IS NOT NULL GROUP BY ${column}`,
    ...asked,
  }).map(
    (row): GroupRow => ({
      value: text(row.value),
      calls: number(row.calls),
      refused: number(row.refused),
      firstTokenMs: numberOrNull(row.first_token),
      stallMs: numberOrNull(row.stall),
      burstShare: numberOrNull(row.burst),
      tokensIn: number(row.tokens_in),
      tokensOut: number(row.tokens_out),
      cacheRead: number(row.cache_read),
    }),
  );
  // An exchange names every release that sends its body: it counts for each of them.
  const single =
    field === 'release'
      ? rows.flatMap((row) => row.value.split(', ').map((value) => ({ ...row, value })))
      : rows;
  const all = new Map<string, GroupRow>();
  for (const row of single) {
    const known = all.get(row.value);
    all.set(row.value, known ? joined(known, row) : row);
  }
  return [...all.values()]
    .filter(({ value }) => value !== '')
    .sort((a, b) => b.calls - a.calls || b.value.localeCompare(a.value, 'en', { numeric: true }))
    .slice(0, MOST_GROUPS);
}

/**
 * What the filtered exchanges come to: over time by model, and in sum by model, release and refusal. Of a damaged file
 * those count that can be read.
 */
export function readOverview(
  database: Database,
  condition: SqlCondition | null,
  onDamage: OnDamage,
): Overview {
  const values = [...countedNumbers(database), ...(condition?.values ?? [])];
  const asked = { where: `number BETWEEN ?1 AND ?2 AND ${condition?.where ?? '1'}`, values, onDamage };
  return {
    over: timeline(database, asked),
    groups: GROUPED_BY.map((field) => ({ field, rows: groups(database, field, asked) })),
  };
}
