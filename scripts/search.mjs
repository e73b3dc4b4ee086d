import { bundle, runToEnd } from './lib/bundled.mjs';
import { inRoot } from './lib/project.mjs';

/** `node scripts/search.mjs OUT [--seconds N] [--seed N] [--only PATH]`: see oracle/search/run.mts. */
const engine = inRoot('out', 'search', 'engine.mjs');
const outfile = inRoot('out', 'search', 'search.mjs');
// The CommonJS form of jsonc-parser requires its parts in a way that no bundler can follow.
const mainFields = ['module', 'main'];
await bundle(inRoot('shared', 'pipeline', 'transform.ts'), engine, { mainFields });
await bundle(inRoot('oracle', 'search', 'run.mts'), outfile, { packages: 'external' });
runToEnd(outfile, ['--engine', engine]);
