import { bundle, runToEnd } from './lib/bundled.mjs';
import { inRoot } from './lib/project.mjs';

/** `node scripts/probe.mjs choose VERSION FOLDER` or `judge FOLDER`: where behaviours begin, see oracle/fit/probe.mts. */
const outfile = inRoot('out', 'fit', 'probe.mjs');
await bundle(inRoot('oracle', 'fit', 'probe.mts'), outfile, { packages: 'external' });
runToEnd(outfile);
