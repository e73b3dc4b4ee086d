import { mkdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { inRoot } from './lib/project.mjs';

/**
 * `npm run fuzz -- [--seed TEXT] [--bodies N]`: changes recorded bodies by chance, posts them to the simulator and
 * compares its answers with the predictions. The same seed makes the same bodies. Exit code 1 where any differs.
 */
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, bodies: { type: 'string', default: '20000' } },
});
const bodies = Number(values.bodies);
if (!Number.isSafeInteger(bodies) || bodies < 1) {
  console.error(`--bodies is a number from 1, not “${values.bodies}”.`);
  process.exit(2);
}

const outfile = inRoot('out', 'fuzz', 'fuzz.mjs');
mkdirSync(inRoot('out', 'fuzz'), { recursive: true });
await build({
  entryPoints: [inRoot('electron', 'simulator', 'testing', 'fuzz.ts')],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
const { fuzz } = await import(pathToFileURL(outfile).href);
const testdata = pathToFileURL(`${inRoot('shared', 'pipeline', 'testdata')}/`);
const found = await fuzz({ seed: values.seed, bodies, testdata });
for (const difference of found.slice(0, 20)) console.log(difference);
console.log(`${bodies} bodies, seed ${values.seed}: ${found.length} answered otherwise than predicted.`);
process.exit(found.length === 0 ? 0 : 1);
