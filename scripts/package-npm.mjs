import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { ensureBuilt } from './build.mjs';
import { layOutApp } from './lib/app-package.mjs';
import { buildLibrary } from './lib/library.mjs';
import { inRoot, readJson } from './lib/project.mjs';
import { runWell } from './lib/run.mjs';

/** Throws where a published package would not be what its manifest says. */
async function lint(folder) {
  const { messages, pkg } = await publint({ pkgDir: folder, pack: 'npm', level: 'warning' });
  const complaints = messages.map((message) => formatMessage(message, pkg, { color: false }));
  if (complaints.length > 0) throw new Error(`${pkg.name}: ${complaints.join('\n')}`);
}

/** @returns {Promise<string>} the tarball's path */
async function pack(folder, into) {
  mkdirSync(into, { recursive: true });
  const args = ['pack', folder, '--json', '--ignore-scripts', '--pack-destination', into];
  await runWell('npm', args);
  const { name, version } = readJson(join(folder.slice(inRoot().length), 'package.json'));
  const file = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
  if (!readdirSync(into).includes(file)) throw new Error(`npm pack wrote no ${file}.`);
  return join(into, file);
}

/**
 * Packs the library as npm would publish it.
 *
 * @param {string} into folder for the tarball
 * @returns {Promise<string>} the tarball's path
 */
export async function packLibrary(into) {
  const folder = inRoot('out', 'packages', 'core');
  await buildLibrary(folder);
  return pack(folder, into);
}

/**
 * Packs the browser host and the command line as npm would publish them.
 *
 * @param {string} into folder for the tarball
 * @returns {Promise<string>} the tarball's path
 */
export async function packApp(into) {
  await ensureBuilt(['node', 'renderer']);
  const folder = inRoot('out', 'packages', 'app');
  layOutApp(folder);
  return pack(folder, into);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const into = inRoot('dist', 'npm');
  try {
    for (const file of [await packLibrary(into), await packApp(into)]) console.log(`Packed: ${file}`);
    for (const name of ['core', 'app']) await lint(inRoot('out', 'packages', name));
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
