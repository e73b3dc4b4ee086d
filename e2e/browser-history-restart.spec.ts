import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { CHROMIUM_FLAGS, ROOT, setting } from './support/environment.ts';
import { requestText } from './support/request-text.ts';
import { serveIn } from './support/served.ts';

test('what was sent is there after a restart, and on the command line', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'strata-restart-'));
  const browser = await chromium.launch({
    executablePath: setting('STRATA_CHROMIUM'),
    args: [...CHROMIUM_FLAGS],
  });
  try {
    const first = await serveIn(dir);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(first.link);
    await page.getByRole('radio', { name: 'Request' }).click();
    // Nothing is sent while the requests of last time are still being opened.
    await expect(page.getByRole('button', { name: /^Send/ })).toBeEnabled();
    await expect(page.getByText('Extra inputs are not permitted').first()).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('radio', { name: 'Live' }).click();
    await page.getByRole('radio', { name: 'History' }).click();
    await expect(
      page.getByRole('treegrid', { name: 'Kept calls' }).getByRole('row', { name: /400/ }),
    ).toHaveCount(1);
    await page.close();
    expect(await first.stop()).toBe(0);

    const second = await serveIn(dir);
    const again = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await again.goto(second.link);
    await again.getByRole('radio', { name: 'Live' }).click();
    await again.getByRole('radio', { name: 'History' }).click();
    const list = again.getByRole('treegrid', { name: 'Kept calls' });
    await expect(list.getByRole('row', { name: /stream_chunk_size/ })).toHaveCount(1);

    // The list of what was sent goes on into what the history keeps, and brings the request back.
    await again.getByRole('radio', { name: 'Request' }).click();
    await again.getByRole('tab', { name: 'Sent' }).click();
    const earlier = again.getByRole('region', { name: 'Sent earlier' }).getByRole('button');
    await expect(earlier).toHaveText([/stream_chunk_size.*400.*claude-sonnet-4-5/s]);
    await earlier.click();
    await again.getByRole('tab', { name: 'JSON' }).click();
    await expect(requestText(again)).toContainText('"stream_chunk_size": 2048');
    await expect(requestText(again)).toContainText('"operation": "InvokeModelWithResponseStream"');

    // The command line reads the same store while the app has it open.
    const args = [
      path.join(ROOT, 'out/cli/cli.cjs'),
      'history',
      'status:>=400 leaked:stream_chunk_size',
      '--jsonl',
    ];
    const { status, stdout } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      env: { ...process.env, XDG_CONFIG_HOME: dir, APPDATA: dir },
    });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ source: 'request-view', status: 400, state: 'done' });

    // What is sent now stands above it, once.
    await again.keyboard.press('Control+Enter');
    await expect(again.getByRole('tab', { name: 'Sent 1' })).toBeVisible();
    await expect(earlier).toHaveCount(1);
    await again.close();
    expect(await second.stop()).toBe(0);
  } finally {
    await browser.close();
    rmSync(dir, { recursive: true, force: true });
  }
});
