import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/* Everything that unit tests write for a while goes into one folder: their processes are ended and tidy nothing up. */

const NAMES = process.platform === 'win32' ? ['TEMP', 'TMP'] : ['TMPDIR'];
let folder = '';

/** Vitest calls it before all tests; their processes are started afterwards. */
export function setup() {
  folder = mkdtempSync(join(tmpdir(), 'strata-unit-'));
  for (const name of NAMES) process.env[name] = folder;
}

/** Vitest calls it when all tests are done. */
export function teardown() {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
