import path from 'node:path';
import type { HistoryState } from '../../../shared/contract/history.ts';
import { type Database, DatabaseError, type DatabaseOptions } from './database.ts';
import { openFile } from './schema.ts';

/** Files that are tried beside one that cannot be read. */
const MOST_FILES = 20;

export interface OpenStore {
  readonly database: Database;
  /** A later Strata wrote it: it is read only. */
  readonly newer: boolean;
  readonly file: string;
  readonly state: Pick<HistoryState, 'kind' | 'sentence'>;
}

const unreadable = (error: unknown): boolean =>
  error instanceof DatabaseError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code);

/** `history.sqlite`, `history-2.sqlite`, and so on. */
function nameOf(file: string, count: number): string {
  if (count === 1) return file;
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}-${count}${ext}`);
}

/**
 * Opens the store, or one beside it where it cannot be read: that one is left as it is. Throws `DatabaseError` where
 * nothing can be opened, and the system's error where the file cannot be made.
 */
export function openStore(file: string, options: DatabaseOptions = {}): OpenStore {
  for (let count = 1; ; count++) {
    const tried = nameOf(file, count);
    try {
      const { database, newer } = openFile(tried, options);
      return { database, newer, file: tried, state: stateOf(newer, tried, file) };
    } catch (error) {
      if (!unreadable(error) || count >= MOST_FILES) throw error;
    }
  }
}

function stateOf(newer: boolean, opened: string, wanted: string): OpenStore['state'] {
  if (newer)
    return {
      kind: 'read-only',
      sentence: `${opened} was written by a later Strata. It is shown and not changed; what happens now is not kept. Use that version to go on.`,
    };
  if (opened === wanted) return { kind: 'open', sentence: '' };
  return {
    kind: 'damaged',
    sentence: `${wanted} cannot be read as a store. It was left as it is; exchanges are kept in ${path.basename(opened)} beside it.`,
  };
}
