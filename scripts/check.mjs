import { tellCounts } from './lib/counts.mjs';
import { borders, lint, typeCheck, unitTests } from './lib/suites.mjs';

// What to run before every commit: everything but the end-to-end tests, LiteLLM's proxies and the count of branches.
const counts = await Promise.all([typeCheck(), lint(), borders(), unitTests({ all: false })]);
process.exit(tellCounts(counts) ? 0 : 1);
