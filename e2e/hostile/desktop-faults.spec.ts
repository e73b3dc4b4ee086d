import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchDesktop } from '../support/desktop.ts';
import { startDebugged } from '../support/devtools.ts';
import { ROOT, setting } from '../support/environment.ts';
import { isGroupAlive, signalGroup } from '../support/process-group.ts';
import { expect, test } from '../support/worker.ts';

test('what fails in the main process is shown and can be copied, and the app goes on', async () => {
  const desktop = await launchDesktop();
  const page = await desktop.app.firstWindow();
  await desktop.app.evaluate(() => {
    setTimeout(() => {
      throw new Error('an exception that nobody catches');
    });
    void Promise.reject(new Error('a rejection with sk-ant-api03-aB3dE6gH9kaB3dE6gH9k'));
  });
  const alert = page.getByRole('alert').filter({ hasText: 'Something inside Strata failed (2 times)' });
  await expect(alert).toBeVisible();
  await expect(alert).not.toContainText('api03');
  await expect(alert.getByRole('button', { name: 'Copy report' })).toBeVisible();
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(page.getByText('Extra inputs are not permitted').first()).toBeVisible();
  await alert.getByRole('button', { name: 'Put away' }).click();
  await expect(alert).not.toBeVisible();
  await desktop.close();
});

test('an app that is killed in the middle of a stream starts clean on the same user data', async () => {
  const userData = mkdtempSync(path.join(tmpdir(), 'strata-user-'));
  const start = () => startDebugged(setting('STRATA_ELECTRON'), [ROOT], userData);
  const first = await start();
  const press = (name: string): Promise<unknown> =>
    first.page.evaluate(
      `[...document.querySelectorAll('button')].find((b) => b.innerText.startsWith('${name}'))?.click()`,
    );
  await expect.poll(() => first.page.evaluate('document.body.innerText')).toMatch(/Switch to LiteLLM 1\.90/);
  await press('Switch to LiteLLM 1.90');
  await expect.poll(() => first.page.evaluate('document.body.innerText')).toMatch(/consumed/);
  await press('Send');
  await expect.poll(() => first.page.evaluate('document.body.innerText')).toMatch(/Cancel/);
  signalGroup(first.process, 'SIGKILL');
  await expect.poll(() => isGroupAlive(first.process)).toBe(false);

  const second = await start();
  try {
    await expect.poll(() => second.page.evaluate('document.body.innerText')).toMatch(/Send.*desktop \d/s);
    await second.page.close();
    expect(await second.exited).toBe(0);
  } finally {
    signalGroup(second.process, 'SIGKILL');
    rmSync(userData, { recursive: true, force: true });
  }
});
