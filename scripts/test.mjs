import { requireNode } from './lib/node-version.mjs';

requireNode();
const { ensureInstalled } = await import('./lib/install.mjs');
await ensureInstalled(console.log);

const { tellCounts } = await import('./lib/counts.mjs');
const { ensureBuilt } = await import('./build.mjs');
const { prepareEndToEnd } = await import('./lib/e2e.mjs');
const { ENVIRONMENTS } = await import('./python/environments.mjs');
const { ensurePython } = await import('./python/ensure.mjs');
const { borders, endToEndTests, lint, typeCheck, unitTests } = await import('./lib/suites.mjs');

const counts = [];
const failedStep = (what) => {
  console.log(`✗ ${what}`);
  counts.push({ passed: 0, failures: [what] });
};

// Fetching browsers waits for the network, checking works the processor: both at once.
const machine = prepareEndToEnd();
const pythons = Promise.allSettled(Object.keys(ENVIRONMENTS).map(ensurePython));
const built = ensureBuilt(['node', 'renderer']).then(
  () => true,
  (error) => failedStep(`build: ${error.message}`),
);
const checks = Promise.all([typeCheck(), lint(), borders()]);
const isBuilt = await built;
// The unit tests let real Python clients talk to the simulator; a missing one is theirs to report.
await pythons;
// They often wait for programs and clocks: what only calculates runs beside them.
counts.push(await unitTests({ all: true }), ...(await checks));

const { env, problems } = await machine;
for (const problem of problems) failedStep(`set-up: ${problem}`);
if (isBuilt && problems.length === 0) counts.push(await endToEndTests(env));

process.exit(tellCounts(counts) ? 0 : 1);
