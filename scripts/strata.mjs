import { requireNode } from './lib/node-version.mjs';

requireNode();
const { ensureInstalled } = await import('./lib/install.mjs');
const { ensureBuilt } = await import('./build.mjs');
const { importBuilt } = await import('./lib/project.mjs');

// Stdout belongs to the results; what has to be said goes to stderr.
await ensureInstalled((line) => console.error(line));
await ensureBuilt(process.argv[2] === 'serve' ? ['node', 'renderer'] : ['node']);
await importBuilt('out/cli/cli.cjs');
