import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { READY_LINE } from './lib/desktop.mjs';
import { findXvfb, openDisplay } from './lib/display.mjs';
import { writeFeed } from './lib/feed.mjs';
import { installerTools } from './lib/installer-tools.mjs';
import { inRoot } from './lib/project.mjs';
import { runWell } from './lib/run.mjs';
import { findTestElectron } from './lib/test-electron.mjs';
import { packageApp } from './package.mjs';

/*
 * `npm run installers`: makes every kind of installer for Linux, unpacks each as its system would, and starts what is in it.
 * With the Electron at hand: on a machine that cannot download the current one, that of the tests, which is not for users.
 */

/** How long a window may take to come up, milliseconds. */
const PATIENCE_MS = 90_000;

/** Compressing well takes minutes and says nothing about what is inside; an older AppImage runtime reads gzip alone. */
const QUICK = {
  deb: { compression: 'gz' },
  rpm: { compression: 'gzip' },
  appImage: { compression: 'gzip' },
};

/** How each kind is unpacked, and where the program lies then. */
const KINDS = {
  'tar.gz': async (file, into) => {
    await runWell('tar', ['-xzf', file, '-C', into, '--strip-components=1']);
    return 'strata';
  },
  deb: async (file, into) => {
    await runWell('dpkg-deb', ['--extract', file, into]);
    await runWell('desktop-file-validate', [join(into, 'usr/share/applications/strata.desktop')]);
    return 'opt/Strata/strata';
  },
  rpm: async (file, into) => {
    await runWell('sh', ['-c', 'rpm2cpio "$1" | cpio --quiet -idm', 'sh', file], { cwd: into });
    return 'opt/Strata/strata';
  },
  AppImage: async (file, into) => {
    await runWell(file, ['--appimage-extract'], { cwd: into });
    return 'squashfs-root/AppRun';
  },
};

/** Starts a packaged app and ends it as its session's end would. Milliseconds until its window was up. */
async function start(program, scratch) {
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const share = inRoot('electron/share/testdata/version-1.strata');
  const started = performance.now();
  const child = spawn(program, [...flags, '--disable-gpu', `--user-data-dir=${scratch}`, share], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const isUp = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No window came up:\n${said}`)), PATIENCE_MS);
    const listen = (text) => {
      said += text;
      if (!said.includes(READY_LINE)) return;
      clearTimeout(timer);
      resolve(performance.now() - started);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', listen);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${said}`)));
  });
  try {
    return await isUp;
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill('SIGTERM')) await ended;
  }
}

async function look(kind, file) {
  const scratch = mkdtempSync(join(tmpdir(), 'strata-installer-'));
  try {
    const into = join(scratch, 'app');
    mkdirSync(into);
    const program = join(into, await KINDS[kind](file, into));
    const ms = await start(program, join(scratch, 'user'));
    const size = (statSync(file).size / 1e6).toFixed(0);
    console.log(`✓ ${kind}: ${basename(file)}, ${size} MB, window up after ${(ms / 1000).toFixed(1)} s`);
    return true;
  } catch (error) {
    console.log(`✗ ${kind}: ${error.message}`);
    return false;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (process.platform !== 'linux') {
  console.error('These installers are for Linux. On this system: npm run package');
  process.exit(2);
}
const asked = process.argv.slice(2);
const kinds = asked.length > 0 ? asked : Object.keys(KINDS);
const [electron, tools] = [await findTestElectron(), await installerTools()];
Object.assign(process.env, tools);
await ensureBuilt(['node', 'renderer']);
const output = inRoot('dist', 'installers');
rmSync(output, { recursive: true, force: true });
const made = await packageApp(electron, output, kinds, QUICK);
console.log(`List of versions: ${await writeFeed(output, made)}`);
const xvfb = await findXvfb();
const display = xvfb ? await openDisplay(xvfb) : null;
if (display) process.env.DISPLAY = display.name;
let failed = 0;
for (const kind of kinds) {
  const file = made.find((one) => one.endsWith(`.${kind}`));
  if (!file) console.log(`✗ ${kind}: none was made`);
  if (!file || !(await look(kind, file))) failed += 1;
}
display?.close();
process.exit(failed === 0 ? 0 : 1);
