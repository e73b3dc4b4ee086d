import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, setting } from './support/environment.ts';
import { serve } from './support/served.ts';
import { startStream } from './support/streaming.ts';
import { expect, test } from './support/worker.ts';

test('Ctrl-C in the middle of a stream ends the host, and a closed page does not', async () => {
  const served = await serve();
  const browser = await chromium.launch({
    executablePath: setting('STRATA_CHROMIUM'),
    args: [...CHROMIUM_FLAGS],
  });
  const context = await browser.newContext();
  const first = await context.newPage();
  await first.goto(served.link);
  await startStream(first);
  await first.close();

  // The cookie of the link that was used once still opens the app.
  const second = await context.newPage();
  await second.goto(new URL('/', served.link).href);
  await startStream(second);
  expect(await served.stop()).toBe(0);
  await browser.close();
});

test('a link that was used shows what to do instead of the app', async () => {
  const served = await serve();
  const browser = await chromium.launch({
    executablePath: setting('STRATA_CHROMIUM'),
    args: [...CHROMIUM_FLAGS],
  });
  const [mine, other] = [await browser.newContext(), await browser.newContext()];
  const page = await mine.newPage();
  await page.goto(served.link);
  // The token is gone from the address, and so from history and from what pages see.
  expect(page.url()).not.toContain('token');
  expect(await page.evaluate(() => document.cookie)).toBe('');
  const stranger = await other.newPage();
  const answer = await stranger.goto(served.link);
  expect(answer?.status()).toBe(403);
  await expect(stranger.getByText('A link works once')).toBeVisible();
  await browser.close();
  expect(await served.stop()).toBe(0);
});
