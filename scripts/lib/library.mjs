import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noticesOf, noticesText, packageFolder } from './notices.mjs';
import { inRoot, readJson } from './project.mjs';
import { runNode } from './run.mjs';

/** One file for each function, so that a bundler takes along what is used. */
const ENTRIES = ['index', 'transform', 'validate', 'decode', 'retime'];

const INTRO = ['This package contains the following third-party software.'];

async function writeScripts(into) {
  const { build } = await import('esbuild');
  const { metafile } = await build({
    entryPoints: ENTRIES.map((name) => inRoot('shared/library', `${name}.ts`)),
    outdir: into,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    minifySyntax: true,
    legalComments: 'eof',
    chunkNames: 'part-[hash]',
    metafile: true,
    absWorkingDir: inRoot(),
    logLevel: 'error',
  });
  return Object.keys(metafile.inputs).map((path) => inRoot(path));
}

/** Declarations as the compiler writes them, one for each source, made into one file without what nobody can name. */
async function writeTypes(file) {
  mkdirSync(inRoot('out'), { recursive: true });
  const scratch = mkdtempSync(inRoot('out', '.types-'));
  try {
    const tsc = inRoot('node_modules/typescript-7/bin/tsc');
    const { code, output } = await runNode([tsc, '-p', inRoot('library'), '--outDir', scratch]);
    if (code !== 0) throw new Error(`The library's types cannot be written:\n${output}`);
    const { generateDtsBundle } = await import('dts-bundle-generator');
    const filePath = join(scratch, 'shared/library/index.d.ts');
    const [text] = generateDtsBundle(
      [{ filePath, noCheck: true, output: { noBanner: true, exportReferencedTypes: false } }],
      { preferredConfigPath: inRoot('tsconfig.json') },
    );
    writeFileSync(file, text);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Builds the library's package: scripts, types, licences.
 *
 * @param {string} folder for the result; emptied first
 */
export async function buildLibrary(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'dist'), { recursive: true });
  const [files] = await Promise.all([
    writeScripts(join(folder, 'dist')),
    writeTypes(join(folder, 'dist/index.d.ts')),
  ]);
  const { version } = readJson('package.json');
  const manifest = { ...readJson('library/package.json'), version };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  cpSync(inRoot('library/README.md'), join(folder, 'README.md'));
  cpSync(inRoot('LICENSE'), join(folder, 'LICENSE'));
  const packages = files.map(packageFolder).filter((one) => one !== null);
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), noticesText(noticesOf(packages), INTRO));
}
