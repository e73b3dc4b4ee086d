import { readFile } from 'node:fs/promises';
import { chromium, type Page } from '@playwright/test';
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

async function inBrowser(use: (app: App) => Promise<void>): Promise<void> {
  const served = await serve();
  const browser = await chromium.launch({
    executablePath: setting('STRATA_CHROMIUM'),
    args: [...CHROMIUM_FLAGS],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
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
    await browser.close();
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

/** Tests written against `strata` run in both hosts, each on an app of its own. */
export const test = base.extend<HostOptions & { readonly strata: App }>({
  host: ['browser', { option: true }],
  strata: async ({ host }, use) => {
    await (host === 'browser' ? inBrowser(use) : onDesktop(use));
  },
});

export { expect };
