import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { historyFile } from '../history/place.ts';
import { configDir } from '../hosts/config-dir.ts';
import { UsageError } from './command.ts';
import { reasonOf } from './reason.ts';

/** What every file of SQLite begins with. Source: sqlite.org/fileformat.html, 1.3. */
const BEGINNING = 'SQLite format 3\0';

function beginningOf(file: string): string {
  const bytes = Buffer.alloc(BEGINNING.length);
  const opened = openSync(file, 'r');
  try {
    return bytes.toString('latin1', 0, readSync(opened, bytes));
  } finally {
    closeSync(opened);
  }
}

/**
 * The file of the store that `--store` names, else the app's own. One that is only read is not made: throws
 * {@link UsageError} where the named one is not there, or is something else.
 */
export function storeToRead(named: string | undefined): string {
  if (named === undefined) return historyFile(configDir());
  const file = path.resolve(named);
  let beginning: string;
  try {
    beginning = beginningOf(file);
  } catch (error) {
    throw new UsageError(`--store ${named} cannot be read: ${reasonOf(error)}`);
  }
  if (beginning !== BEGINNING) throw new UsageError(`--store ${named} is no history of Strata’s.`);
  return file;
}
