import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle } from './lib/bundled.mjs';
import { countOption } from './lib/count-option.mjs';
import { inRoot } from './lib/project.mjs';

/**
 * `npm run fuzz -- [--seed TEXT] [--bodies N]`: changes recorded bodies by chance, posts them to the simulator and
 * compares its answers with the predictions. The same seed makes the same bodies. Exit code 1 where any differs.
 */
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, bodies: { type: 'string', default: '20000' } },
});
const bodies = countOption('--bodies', values.bodies);

const outfile = inRoot('out', 'fuzz', 'fuzz.mjs');
await bundle(inRoot('electron', 'simulator', 'testing', 'fuzz.ts'), outfile, { packages: 'external' });
const { fuzz } = await import(pathToFileURL(outfile).href);
const testdata = pathToFileURL(`${inRoot('shared', 'pipeline', 'testdata')}/`);
const found = await fuzz({ seed: values.seed, bodies, testdata });
for (const difference of found.slice(0, 20)) console.log(difference);
console.log(`${bodies} bodies, seed ${values.seed}: ${found.length} answered otherwise than predicted.`);
process.exit(found.length === 0 ? 0 : 1);
