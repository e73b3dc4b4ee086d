import { spawnSync } from 'node:child_process';
import { build } from 'esbuild';
import { inRoot } from './lib/project.mjs';

/** `node scripts/fit.mjs RECORDINGS [VERSION …]`: fits recorded releases, see oracle/fit/run.mts. */
const outfile = inRoot('out', 'fit', 'fit.mjs');
await build({
  entryPoints: [inRoot('oracle', 'fit', 'run.mts')],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
process.exit(
  spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { cwd: inRoot(), stdio: 'inherit' })
    .status ?? 1,
);
