import { spawnSync } from 'node:child_process';
import { build } from 'esbuild';
import { inRoot } from './project.mjs';

/**
 * Makes one file of a TypeScript module and what it imports.
 * @param {string} from
 * @param {string} outfile
 * @param {import('esbuild').BuildOptions} more
 */
export const bundle = (from, outfile, more = {}) =>
  build({
    entryPoints: [from],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    ...more,
  });

/** Runs a file to its end with the arguments of this process behind `given`, and ends as it ended. */
export function runToEnd(file, given = []) {
  const { status } = spawnSync(process.execPath, [file, ...given, ...process.argv.slice(2)], {
    cwd: inRoot(),
    stdio: 'inherit',
  });
  process.exit(status ?? 1);
}
