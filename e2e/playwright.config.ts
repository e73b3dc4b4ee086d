import { defineConfig } from '@playwright/test';
import type { HostOptions } from './support/app.ts';

const report = process.env.STRATA_PLAYWRIGHT_REPORT;

export default defineConfig<HostOptions>({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // For what hangs alone: a machine may be five times slower than usual for a while.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ...(report ? [['json', { outputFile: report }] as const] : [])],
  use: {
    viewport: { width: 1440, height: 900 },
    // A trace costs a twelfth of all processor time, pictures of every step as much as the steps: what failed is
    // pictured as it stands, and STRATA_TRACE=1 tells the way there.
    trace: process.env.STRATA_TRACE ? { mode: 'retain-on-failure', screenshots: false } : 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'command line', testMatch: /command-.*\.spec\.ts/ },
    // Packing takes longer than what is learned by it with every run: `npm run packed`.
    ...(process.env.STRATA_PACKED ? [{ name: 'packed', testMatch: /packed-.*\.spec\.ts/ }] : []),
    { name: 'browser', use: { host: 'browser' }, testIgnore: /(command|desktop|packed)-.*\.spec\.ts/ },
    // What the page does by itself, whoever serves it, is seen in one host.
    {
      name: 'desktop',
      use: { host: 'desktop' },
      testIgnore: /(command|browser|packed)-.*\.spec\.ts/,
      grepInvert: /@page/,
    },
  ],
});
