import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, readJson } from './project.mjs';
import { runNode } from './run.mjs';

/** Time for the download's host to answer at all, milliseconds. */
const REACHABLE_MS = 4000;

/**
 * An Electron runtime that is on this machine: the one that ELECTRON_OVERRIDE_DIST_PATH names, or
 * the one that npm's electron package downloaded earlier. Never starts a download.
 *
 * @returns {string | null} absolute path of the executable
 */
export function installedElectron() {
  const folder = inRoot('node_modules/electron');
  const pathFile = join(folder, 'path.txt');
  const relative = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : null;
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const executable = override
    ? join(override, relative ?? (process.platform === 'win32' ? 'electron.exe' : 'electron'))
    : relative && join(folder, 'dist', relative);
  return executable && existsSync(executable) ? executable : null;
}

/** Where npm's electron package would download from. */
function downloadUrl() {
  const { version } = readJson('node_modules/electron/package.json');
  const mirror =
    process.env.ELECTRON_MIRROR ??
    process.env.npm_config_electron_mirror ??
    'https://github.com/electron/electron/releases/download/';
  return `${mirror}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`;
}

/**
 * True where the download's host answers within a few seconds, so that nobody waits for nothing.
 * Behind a proxy only the download itself can tell.
 */
async function isReachable() {
  if (process.env.HTTPS_PROXY || process.env.https_proxy) return true;
  try {
    const answer = await fetch(downloadUrl(), { method: 'HEAD', signal: AbortSignal.timeout(REACHABLE_MS) });
    return answer.ok;
  } catch {
    return false;
  }
}

/**
 * Downloads the runtime that belongs to npm's electron package.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<string | null>} the executable, or null where it cannot be had
 */
export async function fetchElectron(say) {
  if (!(await isReachable())) return null;
  say('Downloading the Electron runtime (about 110 MB, once) …');
  const { code } = await runNode([inRoot('node_modules/electron/install.js')]);
  return code === 0 ? installedElectron() : null;
}
