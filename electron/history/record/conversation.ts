import { type Database, number, text } from '../store/database.ts';

/** Which conversation a request goes on with, and how many of its messages that conversation had already. */
export interface Continuation {
  readonly conversation: string;
  readonly known: number;
}

/**
 * The longest beginning of a request that was a whole request before; null where it begins something new. That does a
 * first message, too, that was said before: many conversations begin with the same words.
 */
export function findContinuation(database: Database, hashes: readonly Uint8Array[]): Continuation | null {
  if (hashes.length < 2) return null;
  for (let length = hashes.length; length > 0; length--) {
    const hash = hashes[length - 1];
    if (!hash) continue;
    const row = database.get('SELECT conversation, length FROM prefix WHERE hash = ?', [hash]);
    if (row) return { conversation: text(row.conversation), known: number(row.length) };
  }
  return null;
}

/** Remembers a request's messages as the beginning of what may follow. */
export function rememberPrefix(
  database: Database,
  exchange: number,
  conversation: string,
  hashes: readonly Uint8Array[],
): void {
  const whole = hashes[hashes.length - 1];
  if (!whole) return;
  database.run('INSERT OR REPLACE INTO prefix (hash, conversation, length, number) VALUES (?, ?, ?, ?)', [
    whole,
    conversation,
    hashes.length,
    exchange,
  ]);
}
