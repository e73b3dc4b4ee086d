import type {
  Alteration,
  Delivery,
  Evidence,
  ExchangeId,
  ExchangeStart,
  ExchangeState,
  Flag,
  HeaderList,
  Timings,
} from '../../../shared/capture/exchange.ts';
import { EVIDENCE } from '../../../shared/capture/exchange.ts';
import { traceOf } from '../../../shared/capture/trace-context.ts';
import { folded } from '../../../shared/query/pattern.ts';
import { indexed } from '../../../shared/query/words.ts';
import type { Usage } from '../../../shared/recording/recording.ts';
import { packDeliveries } from '../body/varint.ts';
import type { Database } from './database.ts';
import { number, type SqlInput } from './database.ts';
import { codeOf, nameId } from './rows.ts';

/** Keys are kept as they are compared: small, of printable ASCII. */
export const keyOf = (value: string | null): string | null =>
  value === null
    ? null
    : value
        .toLowerCase()
        .replace(/[^\x21-\x7e]/g, '')
        .slice(0, 200) || null;

/** Writes the first line of an exchange; gives its number. Headers are redacted already. */
export function insertExchange(database: Database, start: ExchangeStart, owner: string): number {
  const name = (value: string | null): number | null => nameId(database, value);
  const trace = traceOf(start.headers);
  const values: Readonly<Record<string, SqlInput>> = {
    id: start.id,
    started_at: Math.round(start.startedAt),
    side: codeOf('side', start.side) ?? 0,
    source: codeOf('source', start.source) ?? 0,
    state: codeOf('state', 'open') ?? 0,
    dialect: codeOf('dialect', start.dialect) ?? 0,
    protocol: codeOf('protocol', start.protocol) ?? 0,
    route: codeOf('route', start.route),
    model: name(start.model),
    program: name(start.program),
    operation: name(start.operation),
    method: name(start.method),
    path: name(start.path),
    region: name(start.region),
    target: name(start.target),
    conversation: keyOf(start.conversation),
    cause: keyOf(start.cause?.client ?? null),
    evidence: start.cause ? EVIDENCE.indexOf(start.cause.evidence) : null,
    preparation: start.preparation ? 1 : 0,
    trace: trace?.traceId ?? null,
    trace_parent: trace?.parentId ?? null,
    owner,
  };
  const columns = Object.keys(values);
  const { lastId } = database.run(
    `INSERT INTO exchange (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    Object.values(values),
  );
  database.run('INSERT INTO detail (number, request_headers) VALUES (?, ?)', [
    lastId,
    JSON.stringify(start.headers),
  ]);
  database.run('UPDATE total SET exchanges = exchanges + 1');
  return lastId;
}

/** What may change of an exchange's line after its beginning. */
export interface ExchangeChange {
  readonly state?: ExchangeState;
  readonly model?: string | null;
  readonly program?: string;
  readonly operation?: string;
  readonly region?: string | null;
  readonly target?: string;
  readonly route?: ExchangeStart['route'];
  readonly dialect?: ExchangeStart['dialect'];
  readonly preparation?: boolean;
  readonly conversation?: string | null;
  readonly cause?: { readonly client: ExchangeId; readonly evidence: Evidence };
  readonly status?: number | null;
  readonly error?: string;
  readonly requestId?: string | null;
  readonly stopReason?: string | null;
  readonly release?: string;
  readonly timings?: Partial<Timings>;
  readonly usage?: Usage;
  readonly requestBytes?: number;
  readonly responseBytes?: number;
  readonly frames?: number;
  readonly pinned?: boolean;
  /** The exchange runs no more, so nobody owns it. */
  readonly released?: boolean;
}

const NAMES = {
  model: 'model',
  program: 'program',
  operation: 'operation',
  region: 'region',
  target: 'target',
  error: 'error',
  stopReason: 'stop_reason',
  release: 'release',
} as const;
const CODED = ['state', 'route', 'dialect'] as const;
const PLAIN = {
  status: 'status',
  requestBytes: 'request_bytes',
  responseBytes: 'response_bytes',
  frames: 'frames',
} as const;
const TIMES = {
  headMs: 'head_ms',
  firstTokenMs: 'first_token_ms',
  endMs: 'end_ms',
  longestGapMs: 'longest_gap_ms',
  burstShare: 'burst_share',
} as const;
const TOKENS = {
  inputTokens: 'tokens_in',
  outputTokens: 'tokens_out',
  cacheReadTokens: 'cache_read',
  cacheWriteTokens: 'cache_write',
} as const;

function columnsOf(database: Database, change: ExchangeChange): Readonly<Record<string, SqlInput>> {
  const columns: Record<string, SqlInput> = {};
  const set = <T>(value: T | undefined, write: (value: T) => void): void => {
    if (value !== undefined) write(value);
  };
  for (const [member, column] of Object.entries(NAMES))
    set(change[member as keyof typeof NAMES], (value) => {
      columns[column] = nameId(database, value);
    });
  for (const member of CODED)
    set(change[member], (value) => {
      columns[member] = codeOf(member, value);
    });
  for (const [member, column] of Object.entries(PLAIN))
    set(change[member as keyof typeof PLAIN], (value) => {
      columns[column] = value;
    });
  for (const [member, column] of Object.entries(TIMES))
    set(change.timings?.[member as keyof typeof TIMES], (value) => {
      columns[column] = value;
    });
  for (const [member, column] of Object.entries(TOKENS))
    set(change.usage?.[member as keyof Usage], (value) => {
      columns[column] = value;
    });
  set(change.status, (value) => {
    columns.refused = value !== null && value >= 400 ? 1 : 0;
  });
  set(change.requestId, (value) => {
    columns.request_id = keyOf(value);
  });
  set(change.conversation, (value) => {
    columns.conversation = keyOf(value);
  });
  set(change.pinned, (value) => {
    columns.pinned = value ? 1 : 0;
  });
  set(change.preparation, (value) => {
    columns.preparation = value ? 1 : 0;
  });
  set(change.cause, ({ client, evidence }) => {
    columns.cause = keyOf(client);
    columns.evidence = EVIDENCE.indexOf(evidence);
  });
  if (change.released) columns.owner = null;
  return columns;
}

export function updateExchange(database: Database, exchange: number, change: ExchangeChange): void {
  const columns = columnsOf(database, change);
  const names = Object.keys(columns);
  if (names.length > 0)
    database.run(`UPDATE exchange SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE number = ?`, [
      ...Object.values(columns),
      exchange,
    ]);
  if (change.timings?.requestMs !== undefined)
    updateDetail(database, exchange, { request_ms: change.timings.requestMs });
}

export interface DetailChange {
  readonly title?: string;
  readonly request_ms?: number | null;
  readonly response_headers?: string;
  readonly alterations?: string;
  readonly failure?: string;
}

export function updateDetail(database: Database, exchange: number, change: DetailChange): void {
  const names = Object.keys(change);
  database.run(`UPDATE detail SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE number = ?`, [
    ...(Object.values(change) as SqlInput[]),
    exchange,
  ]);
}

export const headersText = (headers: HeaderList): string => JSON.stringify(headers);

/** Sets marks; one of the same kind is replaced. */
export function putFlags(database: Database, exchange: number, flags: readonly Flag[]): void {
  for (const { kind, count, names } of flags) {
    database.run('DELETE FROM flag WHERE kind = ? AND number = ?', [kind, exchange]);
    const kept = [...new Set(names)].filter((name) => name !== '').slice(0, MOST_NAMES);
    for (const name of kept.length === 0 ? [''] : kept)
      database.run('INSERT INTO flag (kind, number, name, folded, count) VALUES (?, ?, ?, ?, ?)', [
        kind,
        exchange,
        name,
        folded(name),
        count,
      ]);
  }
  database.run(
    'UPDATE exchange SET flags = (SELECT count(DISTINCT kind) FROM flag WHERE number = ?) WHERE number = ?',
    [exchange, exchange],
  );
}

/** A request can be made to leak any number of names. */
const MOST_NAMES = 100;

export function addAlterations(database: Database, exchange: number, added: readonly Alteration[]): void {
  const row = database.get('SELECT alterations FROM detail WHERE number = ?', [exchange]);
  const known = JSON.parse(typeof row?.alterations === 'string' ? row.alterations : '[]') as Alteration[];
  updateDetail(database, exchange, { alterations: JSON.stringify([...known, ...added]) });
}

/** Deliveries are kept in parts of so many, so that a long stream is written once. */
export const DELIVERIES_PER_PART = 2_000;

/** Writes the parts that hold deliveries from `from` on. */
export function putDeliveries(
  database: Database,
  exchange: number,
  all: readonly Delivery[],
  from: number,
): void {
  for (let part = Math.floor(from / DELIVERIES_PER_PART); part * DELIVERIES_PER_PART < all.length; part++) {
    const some = all.slice(part * DELIVERIES_PER_PART, (part + 1) * DELIVERIES_PER_PART);
    database.run('INSERT OR REPLACE INTO delivery (number, part, data) VALUES (?, ?, ?)', [
      exchange,
      part,
      packDeliveries(some),
    ]);
  }
}

/** Makes what was asked (part 0) or answered (part 1) findable. */
export function putWords(
  database: Database,
  exchange: number,
  part: 0 | 1,
  said: {
    readonly asked?: readonly string[];
    readonly answered?: readonly string[];
    readonly about: readonly string[];
  },
): void {
  const words = [said.asked ?? [], said.answered ?? [], said.about].map((texts) => indexed(texts).join(' '));
  if (words.every((one) => one === '')) return;
  const id = exchange * 2 + part;
  database.run('DELETE FROM words WHERE rowid = ?', [id]);
  database.run('INSERT INTO words (rowid, asked, answered, about) VALUES (?, ?, ?, ?)', [id, ...words]);
}

export const numberOfId = (database: Database, id: ExchangeId): number | null => {
  const row = database.get('SELECT number FROM exchange WHERE id = ?', [id]);
  return row ? number(row.number) : null;
};
