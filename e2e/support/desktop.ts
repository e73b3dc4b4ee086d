import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { CHROMIUM_FLAGS, ROOT } from './environment.ts';

export interface Desktop {
  readonly app: ElectronApplication;
  /** Ends it and removes its user data. */
  close(): Promise<void>;
}

/** Starts the desktop host on the Electron that the set-up found, with user data of its own. */
export async function launchDesktop(): Promise<Desktop> {
  const userData = mkdtempSync(path.join(tmpdir(), 'strata-user-'));
  const app = await _electron.launch({ args: [...CHROMIUM_FLAGS, `--user-data-dir=${userData}`, ROOT] });
  return {
    app,
    async close() {
      await app.close();
      rmSync(userData, { recursive: true, force: true });
    },
  };
}
