import { bundle, runToEnd } from './lib/bundled.mjs';
import { inRoot } from './lib/project.mjs';

/** `node scripts/fit.mjs RECORDINGS [VERSION …]`: fits recorded releases, see oracle/fit/run.mts. */
const outfile = inRoot('out', 'fit', 'fit.mjs');
await bundle(inRoot('oracle', 'fit', 'run.mts'), outfile, { packages: 'external' });
runToEnd(outfile);
