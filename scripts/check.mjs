import { borders, lint, typeCheck, unitTests } from './lib/suites.mjs';

// What to run before every commit: everything but the end-to-end tests, LiteLLM's proxies and the count of branches.
const counts = await Promise.all([typeCheck(), lint(), borders(), unitTests({ all: false })]);
const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') === 0 ? 0 : 1);
