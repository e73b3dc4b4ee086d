import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { test as base, expect } from '@playwright/test';
import { ROOT } from './environment.ts';

interface Display {
  readonly name: string;
  close(): void;
}

/**
 * The test that all others are made of. Each worker has a display of its own: on a shared one the X server tells a
 * window about the mouse whenever the window of another test above it closes, and a drag ends there.
 */
export const test = base.extend<object, { readonly display: string | undefined }>({
  display: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for the pattern
    async ({}, use) => {
      const xvfb = process.env.STRATA_XVFB;
      if (!xvfb) return use(process.env.DISPLAY);
      const { openDisplay } = await import(pathToFileURL(path.join(ROOT, 'scripts/lib/display.mjs')).href);
      const own: Display = await openDisplay(xvfb);
      process.env.DISPLAY = own.name;
      await use(own.name);
      own.close();
    },
    { scope: 'worker', auto: true },
  ],
});

export { expect };
