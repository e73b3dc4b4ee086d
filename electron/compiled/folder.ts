import { homedir } from 'node:os';
import path from 'node:path';

/** Where what can be made again is kept, by the system's own conventions. */
function cacheDir(): string {
  if (process.platform === 'win32')
    return path.join(process.env.LOCALAPPDATA ?? path.join(homedir(), 'AppData/Local'), 'Strata', 'Cache');
  if (process.platform === 'darwin') return path.join(homedir(), 'Library/Caches/Strata');
  return path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'strata');
}

/** Where code that was compiled for one run is kept for the next; not where all users write temporary files. */
export const compiledDir = (): string => path.join(cacheDir(), 'compiled');
