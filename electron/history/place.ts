import { mkdirSync } from 'node:fs';
import path from 'node:path';

/**
 * The store's file: where STRATA_HISTORY says, or in the folder of settings. The folder is made, for this user alone.
 * Throws the system's error where it cannot be.
 */
export function historyFile(settingsDir: string): string {
  const given = process.env.STRATA_HISTORY;
  const file = given ? path.resolve(given) : path.join(settingsDir, 'history.sqlite');
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  return file;
}
