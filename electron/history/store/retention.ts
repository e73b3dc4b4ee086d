import type { Retention } from '../../../shared/contract/history.ts';
import { type Database, number, text } from './database.ts';
import { bytesInUse, removeExchanges } from './remove.ts';

export const DEFAULT_RETENTION: Retention = { maxBytes: 500_000_000, maxDays: 30, maxExchanges: null };

/** Exchanges that one transaction removes at most: nobody waits long for it. */
const SLICE = 200;
const DAY_MS = 86_400_000;

export function readRetention(database: Database): Retention {
  const row = database.get("SELECT value FROM setting WHERE key = 'retention'");
  try {
    return row
      ? { ...DEFAULT_RETENTION, ...(JSON.parse(text(row.value)) as Partial<Retention>) }
      : DEFAULT_RETENTION;
  } catch {
    return DEFAULT_RETENTION;
  }
}

export function writeRetention(database: Database, retention: Retention): void {
  database.run("INSERT OR REPLACE INTO setting (key, value) VALUES ('retention', ?)", [
    JSON.stringify(retention),
  ]);
}

/** The oldest that may go: those that run no more and are not pinned. */
const oldest = (
  database: Database,
  where: string,
  values: readonly number[],
  limit: number,
): readonly number[] =>
  database
    .all(
      `SELECT number FROM exchange WHERE pinned = 0 AND owner IS NULL AND ${where} ORDER BY number LIMIT ${limit}`,
      values,
    )
    .map((row) => number(row.number));

function overdue(database: Database, retention: Retention, now: number): readonly number[] {
  const { maxBytes, maxDays, maxExchanges } = retention;
  if (maxDays !== null) {
    const aged = oldest(database, 'started_at < ?', [now - maxDays * DAY_MS], SLICE);
    if (aged.length > 0) return aged;
  }
  const total = number(database.get('SELECT exchanges FROM total')?.exchanges);
  if (maxExchanges !== null && total > maxExchanges)
    return oldest(database, '1', [], Math.min(SLICE, total - maxExchanges));
  const beyond = bytesInUse(database) - maxBytes;
  if (beyond <= 0) return [];
  // Few that are large may be far over the limit: no more go than it takes if they are like the others.
  const share = beyond / (beyond + maxBytes);
  return oldest(database, '1', [], Math.min(SLICE, Math.max(1, Math.floor(share * total))));
}

/**
 * Removes one slice of what is beyond the limits; gives the ids that went, none where all is within them. Called again
 * until then.
 */
export function retainSlice(database: Database, retention: Retention, now: number): readonly string[] {
  const numbers = overdue(database, retention, now);
  if (numbers.length === 0) return [];
  const ids = database
    .all(`SELECT id FROM exchange WHERE number IN (${numbers.join(', ')})`)
    .map((row) => text(row.id));
  database.transaction(() => removeExchanges(database, numbers));
  database.all('PRAGMA incremental_vacuum(2000)');
  return ids;
}
