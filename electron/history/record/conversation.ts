import { continued } from '../../../shared/capture/continuation.ts';
import { type Database, number, text } from '../store/database.ts';

/** Which conversation a request goes on with, and how many of its messages that conversation had already. */
export interface Continuation {
  readonly conversation: string;
  readonly known: number;
}

/** What a request goes on with; null where it begins something new. */
export const findContinuation = (database: Database, hashes: readonly Uint8Array[]): Continuation | null =>
  continued(hashes, (hash) => {
    const row = database.get('SELECT conversation, length FROM prefix WHERE hash = ?', [hash]);
    return row && { conversation: text(row.conversation), known: number(row.length) };
  });

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
