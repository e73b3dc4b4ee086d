import { prepareEndToEnd } from './lib/e2e.mjs';
import { endToEndTests } from './lib/suites.mjs';

// `npm run packed`: the packages as npm would publish them, installed and used. Arguments go to Playwright.
const { env, problems } = await prepareEndToEnd();
for (const problem of problems) console.error(problem);
const args = ['--project', 'packed', ...process.argv.slice(2)];
const { failures } =
  problems.length > 0 ? { failures: problems } : await endToEndTests({ ...env, STRATA_PACKED: '1' }, args);
process.exit(failures.length === 0 ? 0 : 1);
