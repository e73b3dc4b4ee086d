import { ensurePython } from './python/ensure.mjs';
import { ENVIRONMENTS } from './python/environments.mjs';

// node scripts/python-env.mjs [name …]: sets up the Python environments of the tests, all without names.
const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : Object.keys(ENVIRONMENTS)) {
  try {
    console.log(`${name}: ${await ensurePython(name)}`);
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1;
  }
}
