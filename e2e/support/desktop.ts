import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { CHROMIUM_FLAGS, ROOT } from './environment.ts';

export interface Desktop {
  readonly app: ElectronApplication;
  /** The text of the file that the app saves when `act` runs, without the system's window that asks for its name. */
  saved(act: () => Promise<void>): Promise<string>;
  /** Ends it and removes its user data. */
  close(): Promise<void>;
}

/** Starts the desktop host on the Electron that the set-up found, with user data of its own; `files` are opened with it. */
export async function launchDesktop(...files: readonly string[]): Promise<Desktop> {
  const userData = mkdtempSync(path.join(tmpdir(), 'strata-user-'));
  const app = await _electron.launch({
    args: [...CHROMIUM_FLAGS, `--user-data-dir=${userData}`, ROOT, ...files],
  });
  // The system's own window, which no page can answer: the person says yes.
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
  });
  return {
    app,
    async saved(act) {
      const file = path.join(userData, 'saved');
      const done = app.evaluate(
        ({ session }, to) =>
          new Promise<string>((resolve) => {
            session.defaultSession.once('will-download', (_event, item) => {
              item.setSavePath(to);
              item.once('done', (_done, state) => resolve(state));
            });
          }),
        file,
      );
      await app.evaluate(() => null); // answered in order: from here on the one above listens
      await act();
      await done;
      return readFileSync(file, 'utf8');
    },
    async close() {
      await app.close();
      rmSync(userData, { recursive: true, force: true });
    },
  };
}
