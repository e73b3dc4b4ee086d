import { dirname } from 'node:path';
import { electronRuntime } from '../electron-runtime.mjs';
import { aptInstall } from './apt.mjs';
import { fetchElectron, installedElectron } from './electron.mjs';
import { readJson } from './project.mjs';
import { run } from './run.mjs';

/** The names of shared libraries that the executable needs and this machine lacks. */
async function missingLibraries(executable) {
  if (process.platform !== 'linux') return [];
  const { output } = await run('ldd', [executable], { cwd: dirname(executable) });
  return output.split('\n').flatMap((line) => /^\s*(\S+) => not found/.exec(line)?.[1] ?? []);
}

/**
 * An Electron for the end-to-end tests: one that is here, else its own download, else the runtime
 * for tests.
 *
 * @returns {Promise<{ executable: string, dist: string, version: string, polyfills: string | null }>}
 *   `polyfills`: what an app needs loaded first where the runtime is older than the app
 * @throws {Error} one that names what is missing and the command
 */
export async function findTestElectron() {
  const own = installedElectron() ?? (await fetchElectron(() => undefined));
  const runtime = own
    ? {
        executable: own,
        dist: dirname(own),
        version: readJson('node_modules/electron/package.json').version,
        polyfills: null,
      }
    : await electronRuntime();
  let missing = await missingLibraries(runtime.executable);
  // Debian's chromium pulls in every library that Electron needs.
  if (missing.length > 0 && (await aptInstall(['chromium']))) {
    missing = await missingLibraries(runtime.executable);
  }
  if (missing.length > 0) {
    throw new Error(`Electron lacks ${missing.join(', ')}. Run: apt-get install -y chromium`);
  }
  return runtime;
}
