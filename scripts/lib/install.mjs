import { existsSync } from 'node:fs';
import { inRoot, readJson } from './project.mjs';
import { run } from './run.mjs';

/**
 * True where node_modules holds what the lock file says. npm writes its own record at the end of
 * an installation, so one that was interrupted has none.
 */
function isInstalled() {
  if (!existsSync(inRoot('node_modules/.package-lock.json'))) return false;
  const wanted = readJson('package-lock.json').packages;
  const present = readJson('node_modules/.package-lock.json').packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
  );
}

/**
 * Installs the dependencies where they are missing or not those of the lock file.
 *
 * @param {(line: string) => void} say
 */
export async function ensureInstalled(say) {
  if (isInstalled()) return;
  say('Installing dependencies …');
  const npm = process.env.npm_execpath;
  const [command, ...args] = npm
    ? [process.execPath, npm]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const { code, output } = await run(command, [...args, 'ci', '--no-audit', '--no-fund'], {
    shell: command === 'npm.cmd',
  });
  if (code === 0) return;
  console.error(`The dependencies could not be installed (npm ci, exit code ${code}):\n${output.trim()}`);
  process.exit(1);
}
