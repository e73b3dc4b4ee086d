import { readFile } from 'node:fs/promises';
import { type Browser, chromium, type Page } from '@playwright/test';
import { launchDesktop } from './desktop.ts';
import { CHROMIUM_FLAGS, setting } from './environment.ts';
import { serve } from './served.ts';
import { test as base, expect } from './worker.ts';

export interface HostOptions {
  readonly host: 'browser' | 'desktop';
}

/** The app as a person has it before them, in one of its hosts. */
interface App {
  readonly page: Page;
  /** The text of the file that the app saves when `act` runs. */
  saved(act: () => Promise<void>): Promise<string>;
}

/** What no page of Strata may ever say: a script error, or something that its own CSP refuses. */
function watch(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}

async function inBrowser(browser: Browser, use: (app: App) => Promise<void>): Promise<void> {
  const served = await serve();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    const complaints = watch(page);
    await page.goto(served.link);
    await use({
      page,
      async saved(act) {
        const [file] = await Promise.all([page.waitForEvent('download'), act()]);
        return readFile(await file.path(), 'utf8');
      },
    });
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
    expect(await served.stop()).toBe(0);
  }
}

async function onDesktop(use: (app: App) => Promise<void>): Promise<void> {
  const desktop = await launchDesktop();
  try {
    const page = await desktop.app.firstWindow();
    const complaints = watch(page);
    await use({ page, saved: desktop.saved });
    expect(complaints).toEqual([]);
  } finally {
    await desktop.close();
  }
}

/** A browser as its worker needs it: started with the first test that asks for it, with a profile for each. */
interface SharedBrowser {
  open(): Promise<Browser>;
}

/**
 * Tests written against `strata` run in both hosts, each on an app of its own; those with the tag `@page` in the
 * browser alone.
 */
export const test = base.extend<
  HostOptions & { readonly strata: App },
  { readonly sharedBrowser: SharedBrowser }
>({
  host: ['browser', { option: true }],
  sharedBrowser: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for the pattern
    async ({}, use) => {
      let browser: Browser | undefined;
      await use({
        async open() {
          browser ??= await chromium.launch({
            executablePath: setting('STRATA_CHROMIUM'),
            args: [...CHROMIUM_FLAGS],
          });
          return browser;
        },
      });
      await browser?.close();
    },
    { scope: 'worker' },
  ],
  strata: async ({ host, sharedBrowser }, use) => {
    await (host === 'browser' ? inBrowser(await sharedBrowser.open(), use) : onDesktop(use));
  },
});

export { expect };
