import { spawnSync } from 'node:child_process';
import { build } from 'esbuild';
import { inRoot } from './lib/project.mjs';

/** `node scripts/search.mjs OUT [--seconds N] [--seed N] [--only PATH]`: see oracle/search/run.mts. */
const common = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  mainFields: ['module', 'main'],
};
const engine = inRoot('out', 'search', 'engine.mjs');
const outfile = inRoot('out', 'search', 'search.mjs');
await build({ ...common, entryPoints: [inRoot('shared', 'pipeline', 'transform.ts')], outfile: engine });
await build({
  ...common,
  entryPoints: [inRoot('oracle', 'search', 'run.mts')],
  outfile,
  packages: 'external',
});
process.exit(
  spawnSync(process.execPath, [outfile, '--engine', engine, ...process.argv.slice(2)], {
    cwd: inRoot(),
    stdio: 'inherit',
  }).status ?? 1,
);
