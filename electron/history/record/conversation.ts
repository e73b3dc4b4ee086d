import { createHash } from 'node:crypto';
import type { Asked } from '../../../shared/capture/said.ts';
import { type Database, number, text } from '../store/database.ts';

/** Which conversation a request goes on with, and how many of its messages that conversation had already. */
export interface Continuation {
  readonly conversation: string;
  readonly known: number;
}

/** The hash of the first message, of the first two, and so on: each stands for everything before it. */
export function prefixHashes({ turns }: Asked): readonly Uint8Array[] {
  let before = Buffer.alloc(0);
  return turns.map(({ key }) => {
    before = createHash('sha256').update(before).update(key).digest().subarray(0, 12);
    return before;
  });
}

/** The longest beginning of a request that was a whole request before; null where it begins something new. */
export function findContinuation(database: Database, hashes: readonly Uint8Array[]): Continuation | null {
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
