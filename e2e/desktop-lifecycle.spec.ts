import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchDesktop } from './support/desktop.ts';
import { type DebuggedPage, startDebugged } from './support/devtools.ts';
import { ROOT, setting } from './support/environment.ts';
import { isGroupAlive, signalGroup } from './support/process-group.ts';
import { expect, test } from './support/worker.ts';

const shows = (page: DebuggedPage, text: RegExp): Promise<void> =>
  expect.poll(() => page.evaluate('document.body.innerText')).toMatch(text);

/** Presses the button whose text begins with `name`, once it is there. */
const press = (page: DebuggedPage, name: string): Promise<void> =>
  expect
    .poll(() =>
      page.evaluate(`(() => {
        const button = [...document.querySelectorAll('button')].find((b) => b.innerText.startsWith('${name}'));
        button?.click();
        return button !== undefined;
      })()`),
    )
    .toBe(true);

// With Playwright in the app, a runtime as old as the one for tests can crash while it ends.
for (const streaming of [false, true]) {
  const when = streaming ? 'in the middle of a stream' : 'at rest';
  test(`closing the window ${when} ends the app and leaves no process`, async () => {
    const userData = mkdtempSync(path.join(tmpdir(), 'strata-user-'));
    const { page, exited, process: main } = await startDebugged(setting('STRATA_ELECTRON'), [ROOT], userData);
    try {
      await shows(page, /Send.*desktop \d/s);
      if (streaming) {
        await press(page, 'Switch to LiteLLM 1.90');
        await shows(page, /consumed/);
        await press(page, 'Send');
        await shows(page, /Cancel/);
      }
      await page.close();
      expect(await exited).toBe(0);
      await expect.poll(() => isGroupAlive(main)).toBe(false);
    } finally {
      signalGroup(main, 'SIGKILL');
      rmSync(userData, { recursive: true, force: true });
    }
  });
}

test('the window cannot be made smaller than the layout needs', async () => {
  const desktop = await launchDesktop();
  await desktop.app.firstWindow();
  const smallest = await desktop.app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getMinimumSize() ?? [],
  );
  expect(smallest).toEqual([1100, 700]);
  await desktop.close();
});
