import { bundle, runToEnd } from './lib/bundled.mjs';
import { inRoot } from './lib/project.mjs';

/** `node scripts/fresh.mjs FOLDER`: requests drawn anew, held against what releases did, see oracle/fit/fresh.mts. */
const outfile = inRoot('out', 'fit', 'fresh.mjs');
await bundle(inRoot('oracle', 'fit', 'fresh.mts'), outfile, { packages: 'external' });
runToEnd(outfile);
