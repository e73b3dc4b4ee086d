import { dropSpansOf } from '../telemetry/outbox.ts';
import { dropChunks, unpackIds } from './bodies.ts';
import { bytes, type Database, number } from './database.ts';

const TABLES = ['detail', 'body', 'delivery', 'flag', 'prefix', 'exchange'] as const;

/** Takes exchanges out with everything that only they have. To be called inside a transaction. */
export function removeExchanges(database: Database, numbers: readonly number[]): void {
  for (const one of numbers) {
    for (const row of database.all('SELECT chunks FROM body WHERE number = ?', [one]))
      dropChunks(database, unpackIds(bytes(row.chunks)));
    dropSpansOf(database, one);
    database.run('DELETE FROM words WHERE rowid IN (?, ?)', [one * 2, one * 2 + 1]);
    let removed = 0;
    for (const table of TABLES)
      removed = database.run(`DELETE FROM ${table} WHERE number = ?`, [one]).changes;
    if (removed > 0) database.run('UPDATE total SET exchanges = exchanges - 1');
  }
}

/** Bytes of the file that hold something. */
export function bytesInUse(database: Database): number {
  const pragma = (name: string): number => number(database.get(`PRAGMA ${name}`)?.[name]);
  return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
}
