import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, setting } from '../support/environment.ts';
import { serve } from '../support/served.ts';
import { startStream } from '../support/streaming.ts';
import { expect, test } from '../support/worker.ts';

const left = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('strata-spool-'));

test('a host that is killed in the middle of a stream leaves nothing behind, and the next one starts clean', async () => {
  const before = left();
  const served = await serve();
  const browser = await chromium.launch({
    executablePath: setting('STRATA_CHROMIUM'),
    args: [...CHROMIUM_FLAGS],
  });
  const page = await browser.newPage();
  await page.goto(served.link);
  await startStream(page);
  const exited = once(served.process, 'exit');
  served.process.kill('SIGKILL');
  await exited;
  await expect(page.getByText('Strata’s host does not answer.')).toBeVisible();
  // What had arrived is kept, and the send is over.
  await expect(page.getByRole('button', { name: /^Send/ })).toBeVisible();
  expect(left()).toEqual(before);

  const again = await serve();
  await page.goto(again.link);
  await startStream(page);
  await browser.close();
  expect(await again.stop()).toBe(0);
});

test('a part of the window that does not come leaves the rest there, and comes once it can', async () => {
  const served = await serve();
  const browser = await chromium.launch({
    executablePath: setting('STRATA_CHROMIUM'),
    args: [...CHROMIUM_FLAGS],
  });
  const page = await browser.newPage();
  let begun = false;
  // What the page begins with is one script; all others are parts.
  await page.route('**/*.js', (route) => {
    if (begun) return route.abort();
    begun = true;
    return route.continue();
  });
  await page.goto(served.link);
  await page.getByRole('button', { name: /^Send/ }).waitFor();
  await page.keyboard.press('Control+k');
  await page.waitForTimeout(1_500);
  await expect(page.getByText('could not be drawn')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Send/ })).toBeVisible();
  await page.unroute('**/*.js');
  await expect(page.getByRole('dialog')).toBeVisible();
  await browser.close();
  expect(await served.stop()).toBe(0);
});
