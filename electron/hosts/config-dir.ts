import { homedir } from 'node:os';
import path from 'node:path';

/** Where the host without Electron keeps its few settings, by the system's own conventions. */
export function configDir(): string {
  if (process.platform === 'win32')
    return path.join(process.env.APPDATA ?? path.join(homedir(), 'AppData/Roaming'), 'Strata');
  if (process.platform === 'darwin') return path.join(homedir(), 'Library/Application Support/Strata');
  return path.join(process.env.XDG_CONFIG_HOME || path.join(homedir(), '.config'), 'strata');
}
