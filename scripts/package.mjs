import { mkdtempSync, rmSync } from 'node:fs';
import { copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { writeFeed } from './lib/feed.mjs';
import { inRoot, readJson } from './lib/project.mjs';
import { findTestElectron } from './lib/test-electron.mjs';

/** A copy of the runtime without the default app, which would otherwise be packaged along. */
async function cleanCopy(dist, into) {
  await cp(dist, into, { recursive: true, verbatimSymlinks: true });
  for (const app of ['resources/app', 'resources/default_app.asar']) {
    await rm(join(into, app), { recursive: true, force: true });
  }
  return into;
}

/**
 * A runtime that is older than the app needs what it lacks loaded first. For tests only: such a
 * package is never one for users.
 */
async function polyfilledApp(polyfills, into) {
  await mkdir(join(into, 'out'), { recursive: true });
  for (const part of ['main', 'preload', 'worker', 'store', 'renderer', 'notices']) {
    await cp(inRoot('out', part), join(into, 'out', part), { recursive: true });
  }
  await copyFile(polyfills, join(into, 'out/polyfills.cjs'));
  await writeFile(join(into, 'out/entry.cjs'), "require('./polyfills.cjs');\nrequire('./main/main.cjs');\n");
  const { name, productName, desktopName, version, description, author, license, homepage } =
    readJson('package.json');
  const manifest = {
    name,
    productName,
    desktopName,
    version,
    description,
    author,
    license,
    homepage,
    main: 'out/entry.cjs',
  };
  await writeFile(join(into, 'package.json'), JSON.stringify(manifest));
  return into;
}

/** The packaging configuration without the one fuse that came after the runtime for tests. */
async function withoutNewFuse(into) {
  const text = await readFile(inRoot('electron-builder.yml'), 'utf8');
  const file = join(into, 'electron-builder.yml');
  await writeFile(file, text.replace(/^ *grantFileProtocolExtraPrivileges:.*\n/m, ''));
  return file;
}

/**
 * Packages the app with the Electron at hand.
 *
 * @param {{ dist: string, version: string, polyfills: string | null }} electron
 * @param {string} output folder for the result
 * @param {readonly string[]} targets electron-builder's names
 * @param {object} more settings of electron-builder beside those of `electron-builder.yml`
 * @returns {Promise<readonly string[]>} the files that were made; none for `dir`
 */
export async function packageApp(electron, output, targets, more = {}) {
  const { build, Platform } = await import('electron-builder');
  const scratch = mkdtempSync(join(tmpdir(), 'strata-package-'));
  try {
    const config = {
      ...more,
      extends: inRoot('electron-builder.yml'),
      directories: { output },
      electronVersion: electron.version,
      electronDist: await cleanCopy(electron.dist, join(scratch, 'electron')),
    };
    if (electron.polyfills) {
      Object.assign(config, {
        directories: { output, app: await polyfilledApp(electron.polyfills, join(scratch, 'app')) },
        files: ['**/*'],
        extends: await withoutNewFuse(scratch),
      });
    }
    const wanted = Platform.current().createTarget([...targets]);
    return await build({ projectDir: inRoot(), targets: wanted, config, publish: 'never' });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const UNPACKED = { linux: 'linux-unpacked', win32: 'win-unpacked', darwin: 'mac-unpacked' };

/**
 * Packages the app unpacked (electron-builder's `dir` target) with the Electron at hand.
 *
 * @param {{ dist: string, version: string, polyfills: string | null }} electron
 * @param {string} output folder for the result
 * @returns {Promise<string>} the folder that holds the app
 */
export async function packageDir(electron, output) {
  await packageApp(electron, output, ['dir']);
  return join(output, UNPACKED[process.platform]);
}

async function main() {
  const { values } = parseArgs({ options: { dir: { type: 'boolean', default: false } } });
  await ensureBuilt(['node', 'renderer']);
  if (values.dir) {
    console.log(`Packaged: ${await packageDir(await findTestElectron(), inRoot('dist'))}`);
    return;
  }
  const { build } = await import('electron-builder');
  const made = await build({
    projectDir: inRoot(),
    config: inRoot('electron-builder.yml'),
    publish: 'never',
  });
  for (const file of [...made, await writeFeed(inRoot('dist'), made)]) console.log(`Packaged: ${file}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch((error) => {
    console.error(`The app could not be packaged: ${error.message}`);
    process.exit(1);
  });
}
