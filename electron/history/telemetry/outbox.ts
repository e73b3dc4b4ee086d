import { type Database, number, text } from '../store/database.ts';

/** More do not wait for one endpoint: the oldest are given up. */
export const MOST_WAITING = 20_000;
/** A span that waits, held by one process for a while. */
export interface Held {
  readonly id: number;
  /** The exchange's number. */
  readonly number: number;
  readonly content: boolean;
}

export interface Totals {
  readonly sent: number;
  readonly refused: number;
  readonly dropped: number;
}

function count(database: Database, endpoint: string, column: keyof Totals, by: number): void {
  if (by === 0) return;
  database.run(
    `INSERT INTO outbox_total (endpoint, sent, refused, dropped) VALUES (?, 0, 0, 0) ON CONFLICT (endpoint) DO NOTHING`,
    [endpoint],
  );
  database.run(`UPDATE outbox_total SET ${column} = ${column} + ? WHERE endpoint = ?`, [by, endpoint]);
}

/**
 * Puts the span of an exchange that is over into the outbox, inside the transaction that writes its end: what is on disk
 * is sent. `content` is remembered: what was put here without it never goes with it.
 */
export function putSpan(
  database: Database,
  {
    endpoint,
    content,
    readyAt,
  }: { readonly endpoint: string; readonly content: boolean; readonly readyAt: number },
  exchange: number,
): void {
  database.run('INSERT OR IGNORE INTO outbox (number, endpoint, content, ready_at) VALUES (?, ?, ?, ?)', [
    exchange,
    endpoint,
    content ? 1 : 0,
    readyAt,
  ]);
}

export const waitingFor = (database: Database, endpoint: string): number =>
  number(database.get('SELECT count(*) AS n FROM outbox WHERE endpoint = ?', [endpoint])?.n);

/** Gives up the oldest beyond the cap. */
export function capOutbox(database: Database, endpoint: string, most = MOST_WAITING): void {
  const over = waitingFor(database, endpoint) - most;
  if (over <= 0) return;
  database.transaction(() => {
    const { changes } = database.run(
      'DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE endpoint = ? ORDER BY id LIMIT ?)',
      [endpoint, over],
    );
    count(database, endpoint, 'dropped', changes);
  });
}

export interface Claim {
  readonly endpoint: string;
  /** Names the process that holds them. */
  readonly holder: string;
  readonly now: number;
  /** How long others leave them alone, milliseconds. */
  readonly forMs: number;
  readonly most: number;
}

/** Takes the oldest that nobody holds; several processes share a store. */
export function claimSpans(
  database: Database,
  { endpoint, holder, now, forMs, most }: Claim,
): readonly Held[] {
  return database.transaction(() => {
    const rows = database.all(
      `SELECT id, number, content FROM outbox
       WHERE endpoint = ? AND ready_at <= ? AND (held_until <= ? OR holder = ?) ORDER BY id LIMIT ?`,
      [endpoint, now, now, holder, most],
    );
    const ids = rows.map((row) => number(row.id));
    if (ids.length > 0)
      database.run(`UPDATE outbox SET holder = ?, held_until = ? WHERE id IN (${ids.join(', ')})`, [
        holder,
        now + forMs,
      ]);
    return rows.map((row) => ({
      id: number(row.id),
      number: number(row.number),
      content: row.content === 1,
    }));
  });
}

/** What became of spans: they leave the outbox and are counted. */
export function settleSpans(
  database: Database,
  endpoint: string,
  held: readonly Held[],
  as: Readonly<Partial<Totals>>,
): void {
  if (held.length === 0) return;
  database.transaction(() => {
    database.run(`DELETE FROM outbox WHERE id IN (${held.map(({ id }) => id).join(', ')})`);
    for (const column of ['sent', 'refused', 'dropped'] as const)
      count(database, endpoint, column, as[column] ?? 0);
  });
}

/** Lets go of spans, to be tried again. */
export function releaseSpans(database: Database, held: readonly Held[]): void {
  if (held.length > 0)
    database.run(
      `UPDATE outbox SET holder = NULL, held_until = 0 WHERE id IN (${held.map(({ id }) => id).join(', ')})`,
    );
}

/** Exchanges that are deleted take their waiting spans along, which is counted. Inside a transaction. */
export function dropSpansOf(database: Database, exchange: number): void {
  for (const row of database.all('SELECT endpoint FROM outbox WHERE number = ?', [exchange]))
    count(database, text(row.endpoint), 'dropped', 1);
  database.run('DELETE FROM outbox WHERE number = ?', [exchange]);
}

/** What waits for one endpoint waits for another from now on: somebody corrected the address. */
export function readdress(database: Database, from: string, to: string): void {
  database.transaction(() => {
    database.run(
      'UPDATE OR IGNORE outbox SET endpoint = ?, holder = NULL, held_until = 0 WHERE endpoint = ?',
      [to, from],
    );
    database.run('DELETE FROM outbox WHERE endpoint = ?', [from]);
  });
}

export function totalsOf(database: Database, endpoint: string): Totals {
  const row = database.get('SELECT sent, refused, dropped FROM outbox_total WHERE endpoint = ?', [endpoint]);
  return { sent: number(row?.sent), refused: number(row?.refused), dropped: number(row?.dropped) };
}

/** Lets go of all that a process holds for an endpoint: another may send it at once. */
export function releaseHeld(database: Database, endpoint: string, holder: string): void {
  database.run('UPDATE outbox SET holder = NULL, held_until = 0 WHERE holder = ? AND endpoint = ?', [
    holder,
    endpoint,
  ]);
}

/**
 * When a process may take the next span, milliseconds since 1970: once it is ready and nobody else holds it. Null where
 * none waits.
 */
export function nextReady(database: Database, endpoint: string, holder: string): number | null {
  const row = database.get(
    `SELECT min(CASE WHEN holder = ? THEN ready_at ELSE max(ready_at, held_until) END) AS at
     FROM outbox WHERE endpoint = ?`,
    [holder, endpoint],
  );
  return typeof row?.at === 'number' ? row.at : null;
}
