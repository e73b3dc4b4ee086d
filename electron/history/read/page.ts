import type { ExchangeRow } from '../../../shared/capture/exchange.ts';
import type { HistoryPage, PageCursor, Sort, SortKey } from '../../../shared/contract/history.ts';
import type { SqlCondition } from '../../../shared/query/sql.ts';
import { type Database, number, type Row, type SqlInput } from '../store/database.ts';
import { SELECT_ROWS, toRows } from '../store/rows.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { namesInOrder, readableLines } from './lines.ts';
import { newestNumber } from './newest.ts';
import { hitsOf } from './piece.ts';
import type { OnDamage } from './readable-rows.ts';
import { readWindow } from './window.ts';

/** How long one answer may take before it gives what it has, milliseconds. */
const PATIENCE_MS = 60;
/** So many numbers are searched at once, the first time and at most. */
const FIRST_WINDOW = 4_000;
const LARGEST_WINDOW = 1_000_000;
/** A window that was searched faster than this is followed by a larger one, milliseconds. */
const FAST_MS = 10;

/** The column that a list is sorted by; names by their text. */
const SORTED: Readonly<Record<Exclude<SortKey, 'started'>, string>> = {
  asked: 'asked',
  program: 'program',
  model: 'model',
  route: 'route',
  status: 'status',
  'tokens-in': 'tokens_in',
  'tokens-out': 'tokens_out',
  'first-token': 'first_token_ms',
  duration: 'end_ms',
  stall: 'longest_gap_ms',
  size: 'request_bytes',
  flags: 'flags',
};
const BY_NAME: ReadonlySet<SortKey> = new Set(['program', 'model']);
/** What was asked stands in the table of what is only shown. */
const ASKED = '(SELECT asked FROM detail d WHERE d.number = exchange.number)';

export interface PageQuery {
  readonly condition: SqlCondition | null;
  readonly sort: Sort;
  readonly after: PageCursor | null;
  /** Rows at most. */
  readonly limit: number;
  /** Called with what the database says where it cannot read a part of the file. */
  readonly onDamage: OnDamage;
}

/** An exchange by its number, with the bytes of both its bodies as they were on the wire. */
export interface SizedExchange {
  readonly number: number;
  readonly bytes: number;
}

export interface PageOf<T> extends Omit<HistoryPage, 'rows'> {
  readonly rows: readonly T[];
}

/** What a page tells of each exchange. */
interface Line<T> {
  /** Without a condition; `e` is the exchange. */
  readonly select: string;
  readonly read: (database: Database, rows: readonly Row[], onDamage: OnDamage) => readonly T[];
}

const LINE: Line<ExchangeRow> = { select: SELECT_ROWS, read: toRows };
const SIZE: Line<SizedExchange> = {
  select: 'SELECT e.number, e.request_bytes, e.response_bytes FROM exchange e',
  read: (_, rows) =>
    rows.map((row) => ({
      number: number(row.number),
      bytes: number(row.request_bytes) + number(row.response_bytes),
    })),
};

/** Rows of the list. Searches for a moment at most, gives what it found and where to go on. */
export const readPage = (database: Database, query: PageQuery): HistoryPage => paged(database, query, LINE);

/** The same where only the size of each is asked for: an export reads the rest of them itself. */
export const readSizes = (database: Database, query: PageQuery): PageOf<SizedExchange> =>
  paged(database, query, SIZE);

const paged = <T>(database: Database, query: PageQuery, line: Line<T>): PageOf<T> =>
  query.sort.by === 'started' ? byNumber(database, query, line) : bySorted(database, query, line);

const startedAt = (database: Database, at: number, descending: boolean): number | null => {
  const row = descending
    ? database.get('SELECT started_at FROM exchange WHERE number >= ? ORDER BY number LIMIT 1', [at])
    : database.get('SELECT started_at FROM exchange WHERE number <= ? ORDER BY number DESC LIMIT 1', [at]);
  return row ? number(row.started_at) : null;
};

/** By time: windows of numbers, from the newest back. */
function byNumber<T>(database: Database, query: PageQuery, { select, read }: Line<T>): PageOf<T> {
  const { condition, sort, after, limit, onDamage } = query;
  const { descending } = sort;
  const top = newestNumber(database);
  const from = readCursor(after);
  let edge = from?.number ?? (descending ? top + 1 : 0);
  let window = condition ? FIRST_WINDOW : LARGEST_WINDOW;
  const found: Row[] = [];
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const [low, high] = descending
      ? [Math.max(1, edge - window), edge - 1]
      : [edge + 1, Math.min(top, edge + window)];
    if (low > high) return { rows: read(database, found, onDamage), next: null, searchedTo: null };
    const began = performance.now();
    const missing = limit - found.length;
    found.push(...readWindow(database, { low, high, descending, condition, select, onDamage }, missing));
    edge = descending ? low : high;
    if (found.length >= limit) {
      const last = number(found[found.length - 1]?.number);
      return {
        rows: read(database, found, onDamage),
        next: writeCursor({ run: 0, value: null, number: last }),
        searchedTo: null,
      };
    }
    const now = performance.now();
    if (now - began < FAST_MS) window = Math.min(window * 4, LARGEST_WINDOW);
    if (now < until) continue;
    return {
      rows: read(database, found, onDamage),
      next: writeCursor({ run: 0, value: null, number: edge }),
      searchedTo: startedAt(database, edge, descending),
    };
  }
}

/** A stretch of a sorted list: rows of one name, rows that have a value, or rows that have none. */
interface Run {
  readonly where: string;
  /** True where it is sorted by value; else by number alone. */
  readonly byValue: boolean;
}

function runsOf(
  database: Database,
  by: keyof typeof SORTED,
  descending: boolean,
  onDamage: OnDamage,
): readonly Run[] {
  const column = SORTED[by];
  if (by === 'asked')
    return [
      { where: `${column} <> ''`, byValue: true },
      { where: `${column} = ''`, byValue: false },
    ];
  const none: Run = { where: `${column} IS NULL`, byValue: false };
  if (!BY_NAME.has(by)) return [{ where: `${column} IS NOT NULL`, byValue: true }, none];
  const names = namesInOrder(database, column, descending, onDamage);
  return [...names.map((id) => ({ where: `${column} = ${id}`, byValue: false })), none];
}

/** By another column: pieces of its index, then those without a value. */
function bySorted<T>(
  database: Database,
  { condition, sort, after, limit, onDamage }: PageQuery,
  line: Line<T>,
): PageOf<T> {
  if (sort.by === 'started') return { rows: [], next: null, searchedTo: null };
  const column = SORTED[sort.by];
  const [table, own] = sort.by === 'asked' ? ['detail', ASKED] : ['exchange', column];
  const [order, beyond] = sort.descending ? ['DESC', '<'] : ['ASC', '>'];
  const runs = runsOf(database, sort.by, sort.descending, onDamage);
  const top = newestNumber(database);
  const found: Row[] = [];
  let position = readCursor(after) ?? { run: 0, value: null, number: null };
  const until = performance.now() + PATIENCE_MS;
  for (let run = runs[position.run]; run; run = runs[position.run]) {
    const values: SqlInput[] = [1, top, ...(condition?.values ?? [])];
    const put = (value: SqlInput): string => `?${values.push(value)}`;
    const sortedBy = (value: string): string => `${run.byValue ? `${value} ${order}, ` : ''}number ${order}`;
    const after =
      position.number === null
        ? '1'
        : run.byValue
          ? `(${column}, number) ${beyond} (${put(position.value ?? 0)}, ${put(position.number)})`
          : `number ${beyond} ${put(position.number)}`;
    const piece = `FROM ${table} WHERE ${run.where} AND ${after} ORDER BY ${sortedBy(column)}`;
    const window = condition ? FIRST_WINDOW : limit;
    const asked = { sql: piece, column, own, order: sortedBy('value'), window, values };
    const hits = hitsOf(database, asked, condition, limit - found.length, onDamage);
    found.push(...hits);
    const last = hits[hits.length - 1];
    // Its values are those of the piece alone.
    const edge = database.get(
      `SELECT number, ${column} AS value ${piece} LIMIT 1 OFFSET ${window - 1}`,
      values,
    );
    if (found.length >= limit && last)
      position = { ...position, value: sortedValue(last), number: number(last.number) };
    else if (edge) position = { ...position, value: sortedValue(edge), number: number(edge.number) };
    else position = { run: position.run + 1, value: null, number: null };
    if (found.length >= limit || performance.now() >= until) break;
  }
  return {
    rows: inOrder(database, found, line, onDamage),
    next: runs[position.run] ? writeCursor(position) : null,
    searchedTo: null,
  };
}

/** What a row is sorted by. */
const sortedValue = ({ value }: Row): number | string | null =>
  typeof value === 'number' || typeof value === 'string' ? value : null;

/** What is told, in the order of the numbers that were found. */
function inOrder<T>(
  database: Database,
  found: readonly Row[],
  { select, read }: Line<T>,
  onDamage: OnDamage,
): readonly T[] {
  const numbers = found.map((row) => number(row.number));
  const rows = readableLines(database, numbers, onDamage, select);
  const byNumber = new Map(rows.map((row) => [number(row.number), row]));
  return read(
    database,
    numbers.flatMap((one): readonly Row[] => {
      const row = byNumber.get(one);
      return row ? [row] : [];
    }),
    onDamage,
  );
}

/** Lines of certain exchanges, in the order of their numbers. */
export const rowsByNumber = (
  database: Database,
  numbers: readonly number[],
  onDamage: OnDamage,
): HistoryPage['rows'] => toRows(database, readableLines(database, numbers, onDamage), onDamage);

/** Of the given numbers, the lines that a filter lets through; all of them without one. */
export function matchingRows(
  database: Database,
  condition: SqlCondition | null,
  numbers: readonly number[],
  onDamage: OnDamage,
): HistoryPage['rows'] {
  if (!condition || numbers.length === 0) return rowsByNumber(database, numbers, onDamage);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const found = database.all(
    `SELECT number FROM exchange WHERE number BETWEEN ?1 AND ?2 AND number IN (${numbers.join(', ')}) AND ${condition.where}`,
    [low, high, ...condition.values],
  );
  return rowsByNumber(
    database,
    found.map((row) => number(row.number)),
    onDamage,
  );
}
