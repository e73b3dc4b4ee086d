import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { aptInstall } from './apt.mjs';
import { inRoot } from './project.mjs';
import { run, runNode, which } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const FIXED_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A name on the PATH may be a stub that only says what to install; a browser knows its version. */
const works = async (path) => (await run(path, ['--version'], { timeoutMs: 20_000 })).code === 0;

async function installed() {
  for (const name of NAMES) {
    const path = await which(name);
    if (path && (await works(path))) return path;
  }
  return FIXED_PLACES.find((path) => existsSync(path)) ?? null;
}

function playwrights() {
  const { chromium } = createRequire(import.meta.url)('playwright-core');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

async function download() {
  const cli = inRoot('node_modules/playwright-core/cli.js');
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };
  await runNode([cli, 'install', 'chromium'], { timeoutMs: 240_000, env });
  const path = playwrights();
  return path && (await works(path)) ? path : null;
}

/**
 * A Chromium for the end-to-end tests: one that is installed, else Playwright's own download, else
 * Debian's package.
 *
 * @returns {Promise<string>} absolute path of the executable
 * @throws {Error} one that names the package and the command
 */
export async function findChromium() {
  const present = (await installed()) ?? playwrights() ?? (await download());
  if (present) return present;
  if (await aptInstall(['chromium'])) {
    const path = await installed();
    if (path) return path;
  }
  throw new Error(
    'chromium is missing, and could not be installed. Run: apt-get install -y chromium (or: npx playwright install --with-deps chromium)',
  );
}
