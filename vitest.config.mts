import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

const home = fileURLToPath(new URL('./.cache/unit-home', import.meta.url));

export default defineConfig({
  // Parts that run at the same time write down how long each file took; not into one file.
  cacheDir: `.cache/vite/${process.env.STRATA_UNIT_PART ?? 'all'}`,
  resolve: { alias: { '@shared': fileURLToPath(new URL('./shared', import.meta.url)) } },
  test: {
    include: [
      'shared/**/*.test.ts',
      'electron/**/*.test.ts',
      'renderer/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    // Run by name alone: `npm run clients -- join`, `-- snippets`, `-- har`.
    exclude: [
      ...configDefaults.exclude,
      ...(process.env.STRATA_JOIN_RELEASES ? [] : ['electron/capture/join-litellm.test.ts']),
      ...(process.env.STRATA_SNIPPETS
        ? []
        : ['electron/simulator/clients/snippets/installed-clients.test.ts']),
      ...(process.env.STRATA_DEVTOOLS_IMPORTER ? [] : ['shared/share/har-devtools.test.ts']),
    ],
    globalSetup: './scripts/lib/unit-temp.mjs',
    // For what hangs alone: a machine may be five times slower than usual for a while.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Files share a worker's modules: loading engine and SDKs anew for each cost more than all tests together. A file
    // that changes what others import puts it back.
    isolate: false,
    // A larger nursery: most of what is made is gone after one case, and is not worth being copied.
    execArgv: ['--max-semi-space-size=64'],
    // The settings and the history of whoever runs the tests stay theirs.
    // A day on which the models that tests name were served: verdicts change with the day.
    env: { STRATA_AS_OF: '2025-09-01', XDG_CONFIG_HOME: home, APPDATA: home },
    // On for `npm test` alone: a run of a few files covers only a part.
    coverage: {
      provider: 'v8',
      include: ['shared/**/*.ts'],
      exclude: ['**/*.test.ts', '**/testing.ts', '**/*.d.ts'],
      reporter: ['text-summary', 'json-summary'],
      reportsDirectory: '.cache/coverage',
      // Of all branches; to be raised with every hole that is closed.
      thresholds: { branches: 92, 'shared/pipeline/messages-api/adapter/**': { branches: 88 } },
    },
  },
});
