import { type Database, DatabaseError, text } from './database.ts';
import { codeOf } from './rows.ts';

const INTERRUPTED = codeOf('state', 'interrupted');

/** A name for this process among those that share a store: its id, and something that a later process with the same id has not. */
export const ownerName = (pid: number, random: string): string => `${pid}:${random}`;

function lives(owner: string, own: string): boolean {
  if (owner === own) return true;
  const pid = Number(owner.split(':', 1)[0]);
  if (!Number.isInteger(pid) || pid <= 0 || pid === Number(own.split(':', 1)[0])) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Exchanges of processes that are no more cannot come to an end: they were interrupted. Spans that they held are free. */
export function releaseDead(database: Database, own: string): void {
  const owners = database.all(
    'SELECT owner FROM exchange WHERE owner IS NOT NULL UNION SELECT holder FROM outbox WHERE holder IS NOT NULL',
  );
  const dead = owners.map((row) => text(row.owner)).filter((owner) => !lives(owner, own));
  if (dead.length === 0) return;
  try {
    database.transaction(() => {
      for (const owner of dead) {
        database.run('UPDATE exchange SET state = ?, owner = NULL WHERE owner = ?', [INTERRUPTED, owner]);
        database.run('UPDATE outbox SET holder = NULL, held_until = 0 WHERE holder = ?', [owner]);
      }
    });
  } catch (error) {
    // On a full disk they stay as they are until there is room.
    if (!(error instanceof DatabaseError)) throw error;
  }
}
