import {
  type Dialect,
  EVIDENCE,
  type ExchangeRow,
  type ExchangeSource,
  type ExchangeState,
  type Flag,
  type FlagKind,
  type Protocol,
  type Side,
  type TraceContext,
} from '../../../shared/capture/exchange.ts';
import { lookUp } from '../../../shared/json/look-up.ts';
import type { Route } from '../../../shared/pipeline/call/model.ts';
import { folded } from '../../../shared/query/pattern.ts';
import { CODES } from '../../../shared/query/sql.ts';
import { type Database, isDamage, number, numberOrNull, type Row, text, textOrNull } from './database.ts';

/** Columns that hold numbers of `name`, with the member of a row that they are for. */
export const NAME_COLUMNS = {
  model: 'model',
  program: 'program',
  operation: 'operation',
  method: 'method',
  path: 'path',
  region: 'region',
  target: 'target',
  error: 'error',
  stop_reason: 'stopReason',
  release: 'release',
} as const;
const NAMED = Object.keys(NAME_COLUMNS);

/** Everything that the line of an exchange needs. */
export const SELECT_ROWS = `SELECT e.*, d.title, ${NAMED.map((column) => `n_${column}.text AS ${column}_text`).join(', ')}
 FROM exchange e LEFT JOIN detail d ON d.number = e.number
 ${NAMED.map((column) => `LEFT JOIN name n_${column} ON n_${column}.id = e.${column}`).join(' ')}`;

/** The number of a text in `name`; null for none. */
export function nameId(database: Database, value: string | null): number | null {
  if (value === null || value === '') return null;
  const known = database.get('SELECT id FROM name WHERE text = ?', [value]);
  if (known) return number(known.id);
  return database.run('INSERT INTO name (text, folded) VALUES (?, ?)', [value, folded(value)]).lastId;
}

/** The place of a word in its list, as it is kept. */
export const codeOf = (field: string, word: string | null): number | null => {
  const code = word === null ? -1 : (lookUp(CODES, field)?.indexOf(word) ?? -1);
  return code < 0 ? null : code;
};

const word = <T extends string>(field: string, code: Row[string] | undefined, otherwise: T): T =>
  ((typeof code === 'number' ? lookUp(CODES, field)?.[code] : undefined) as T | undefined) ?? otherwise;

/** Rows of marks; where a part of them is damaged and somebody is to be told of it, those that can be read. */
function flagRows(
  database: Database,
  numbers: readonly number[],
  onDamage: ((message: string) => void) | null,
): readonly Row[] {
  if (numbers.length === 0) return [];
  try {
    return database.all(
      `SELECT number, kind, name, count FROM flag WHERE number IN (${numbers.join(', ')}) ORDER BY number, kind, name`,
    );
  } catch (error) {
    if (!onDamage || !isDamage(error)) throw error;
    onDamage(error.message);
    return numbers.length === 1 ? [] : numbers.flatMap((one) => flagRows(database, [one], onDamage));
  }
}

/** Marks of many exchanges at once. */
function flagsOf(rows: readonly Row[]): ReadonlyMap<number, readonly Flag[]> {
  const flags = new Map<number, Flag[]>();
  for (const row of rows) {
    const list = flags.get(number(row.number)) ?? [];
    const kind = text(row.kind) as FlagKind;
    const name = text(row.name);
    const last = list[list.length - 1];
    if (last?.kind === kind) list[list.length - 1] = { ...last, names: [...last.names, name] };
    else list.push({ kind, count: number(row.count), names: name === '' ? [] : [name] });
    flags.set(number(row.number), list);
  }
  return flags;
}

/** Lines of the list, in the order of the given rows. Without `onDamage` it throws where marks cannot be read. */
export function toRows(
  database: Database,
  rows: readonly Row[],
  onDamage: ((message: string) => void) | null = null,
): readonly ExchangeRow[] {
  const marked = rows.filter((row) => number(row.flags) > 0).map((row) => number(row.number));
  const flags = flagsOf(flagRows(database, marked, onDamage));
  return rows.map((row) => toRow(row, flags.get(number(row.number)) ?? []));
}

/** The trace that a row of `exchange` names. */
export function traceIn(row: Row): TraceContext | null {
  const traceId = textOrNull(row.trace);
  return traceId === null ? null : { traceId, parentId: textOrNull(row.trace_parent) };
}

function toRow(row: Row, flags: readonly Flag[]): ExchangeRow {
  const cause = textOrNull(row.cause);
  return {
    number: number(row.number),
    id: text(row.id),
    startedAt: number(row.started_at),
    side: word<Side>('side', row.side, 'bedrock'),
    source: word<ExchangeSource>('source', row.source, 'live'),
    state: word<ExchangeState>('state', row.state, 'interrupted'),
    dialect: word<Dialect>('dialect', row.dialect, 'other'),
    protocol: word<Protocol>('protocol', row.protocol, 'http/1.1'),
    route: row.route === null ? null : word<Route>('route', row.route, 'invoke'),
    model: textOrNull(row.model_text),
    program: text(row.program_text),
    operation: text(row.operation_text),
    method: text(row.method_text),
    path: text(row.path_text),
    region: textOrNull(row.region_text),
    target: text(row.target_text),
    error: text(row.error_text),
    stopReason: textOrNull(row.stop_reason_text),
    release: textOrNull(row.release_text),
    status: numberOrNull(row.status),
    pinned: row.pinned === 1,
    preparation: row.preparation === 1,
    conversation: textOrNull(row.conversation),
    cause: cause === null ? null : { client: cause, evidence: EVIDENCE[number(row.evidence)] ?? 'content' },
    requestId: textOrNull(row.request_id),
    trace: traceIn(row),
    headMs: numberOrNull(row.head_ms),
    firstTokenMs: numberOrNull(row.first_token_ms),
    endMs: numberOrNull(row.end_ms),
    longestGapMs: numberOrNull(row.longest_gap_ms),
    burstShare: numberOrNull(row.burst_share),
    usage: {
      inputTokens: numberOrNull(row.tokens_in),
      outputTokens: numberOrNull(row.tokens_out),
      cacheReadTokens: numberOrNull(row.cache_read),
      cacheWriteTokens: numberOrNull(row.cache_write),
    },
    requestBytes: number(row.request_bytes),
    responseBytes: number(row.response_bytes),
    frames: number(row.frames),
    flags,
    title: text(row.title),
  };
}
