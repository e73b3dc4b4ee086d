import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { CHROMIUM_FLAGS, ROOT, setting } from './environment.ts';

export interface Desktop {
  readonly app: ElectronApplication;
  /** Ends it and removes its user data. */
  close(): Promise<void>;
}

/**
 * Starts the desktop host with user data of its own.
 *
 * @param executablePath another executable than the runtime, with the app inside: a packaged app
 */
export async function launchDesktop(executablePath?: string): Promise<Desktop> {
  const userData = mkdtempSync(path.join(tmpdir(), 'strata-user-'));
  const app = await _electron.launch({
    executablePath: executablePath ?? setting('STRATA_ELECTRON'),
    args: [...CHROMIUM_FLAGS, `--user-data-dir=${userData}`, ...(executablePath ? [] : [ROOT])],
  });
  return {
    app,
    async close() {
      await app.close();
      rmSync(userData, { recursive: true, force: true });
    },
  };
}
