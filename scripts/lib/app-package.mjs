import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, readJson } from './project.mjs';

/** What the browser host and the command line need of the build; the desktop app has its own installers. */
const PARTS = ['cli', 'worker', 'store', 'renderer', 'notices'];

/** Of the root's manifest: what a person who installs the package is told. */
const TOLD = ['name', 'version', 'description', 'license', 'author', 'homepage', 'bin', 'engines'];

/** The database's native part is a package for each platform, of which npm installs the one that fits. */
const nativeParts = () => readJson('node_modules/libsql/package.json').optionalDependencies;

/**
 * Lays out the package of the app as `npx` starts it: the browser host and the command line, for Node alone.
 * Needs `out/` to be built.
 *
 * @param {string} folder for the result; emptied first
 */
export function layOutApp(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of PARTS)
    cpSync(inRoot('out', part), join(folder, 'out', part), {
      recursive: true,
      filter: (file) => !file.endsWith('.node'),
    });
  const root = readJson('package.json');
  const { bugs, repository } = readJson('library/package.json');
  const manifest = {
    ...Object.fromEntries(TOLD.map((key) => [key, root[key]])),
    keywords: ['amazon-bedrock', 'aws', 'litellm', 'inspector', 'llm'],
    bugs,
    repository: { type: repository.type, url: repository.url },
    files: ['out', 'THIRD-PARTY-NOTICES.txt'],
    optionalDependencies: nativeParts(),
    publishConfig: { access: 'public', provenance: true },
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  cpSync(inRoot('README.md'), join(folder, 'README.md'));
  cpSync(inRoot('LICENSE'), join(folder, 'LICENSE'));
  cpSync(inRoot('out/notices/THIRD-PARTY-NOTICES.txt'), join(folder, 'THIRD-PARTY-NOTICES.txt'));
}
