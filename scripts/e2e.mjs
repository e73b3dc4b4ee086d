import { ensureBuilt } from './build.mjs';
import { prepareEndToEnd } from './lib/e2e.mjs';
import { endToEndTests } from './lib/suites.mjs';

// The end-to-end tests alone; arguments go to Playwright.
await ensureBuilt(['node', 'renderer']);
const { env, problems } = await prepareEndToEnd();
for (const problem of problems) console.error(problem);
const { failures } =
  problems.length > 0 ? { failures: problems } : await endToEndTests(env, process.argv.slice(2));
process.exit(failures.length === 0 ? 0 : 1);
