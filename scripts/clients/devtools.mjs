import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { inRoot } from '../lib/project.mjs';
import { runWell } from '../lib/run.mjs';

/** DevTools' own source, as its authors publish it. */
const VERSION = '1.0.1705227';

/** What DevTools' build writes: the languages that it has. */
const LOCALES = `
export const [LOCALES, BUNDLED_LOCALES, DEFAULT_LOCALE] = [['en-US'], ['en-US'], 'en-US'];
export const [REMOTE_FETCH_PATTERN, LOCAL_FETCH_PATTERN] = ['', ''];
`;

const localesWritten = {
  name: 'locales',
  setup(bundler) {
    bundler.onResolve({ filter: /\/locales\.js$/ }, (asked) => ({ path: asked.path, namespace: 'locales' }));
    bundler.onLoad({ filter: /.*/, namespace: 'locales' }, () => ({ contents: LOCALES }));
  },
};

/** The code by which DevTools imports a HAR log, as a module for Node; its absolute path. Fetched and bundled once. */
export async function devtoolsImporter() {
  const file = inRoot('.cache', `devtools-${VERSION}`, 'importer.mjs');
  if (existsSync(file)) return file;
  const folder = mkdtempSync(path.join(tmpdir(), 'strata-devtools-'));
  try {
    const name = 'chrome-devtools-frontend';
    await runWell('npm', ['pack', `${name}@${VERSION}`, '--pack-destination', folder], { cwd: folder });
    await runWell('tar', ['-xzf', path.join(folder, `${name}-${VERSION}.tgz`), '-C', folder]);
    if (!readdirSync(folder).includes('package')) throw new Error('The package is not as it was.');
    const entry = path.join(folder, 'entry.ts');
    const models = './package/front_end/models/har/';
    writeFileSync(
      entry,
      `export { Importer } from '${models}Importer.ts';\nexport { HARRoot } from '${models}HARFormat.ts';\n`,
    );
    mkdirSync(path.dirname(file), { recursive: true });
    await build({
      entryPoints: [entry],
      outfile: file,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
      plugins: [localesWritten],
    });
    return file;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
