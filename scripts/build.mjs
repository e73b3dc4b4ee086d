import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, inRoot } from './lib/project.mjs';

const ALWAYS = ['package.json', 'package-lock.json', 'tsconfig.json', 'scripts/build.mjs', 'shared'];

/** Everything that runs in Node or Electron: one self-contained CommonJS file per entry. */
const NODE_ENTRIES = [
  { from: 'electron/main.ts', dir: 'main', file: 'main.cjs' },
  { from: 'electron/preload.ts', dir: 'preload', file: 'preload.cjs' },
  { from: 'electron/cli.ts', dir: 'cli', file: 'cli.cjs' },
];

async function buildNode(outDir) {
  const { build } = await import('esbuild');
  await Promise.all(
    NODE_ENTRIES.map(({ from, dir, file }) =>
      build({
        entryPoints: [inRoot(from)],
        outfile: join(outDir, dir, file),
        bundle: true,
        platform: 'node',
        format: 'cjs',
        target: 'node16',
        external: ['electron'],
        // The CommonJS form of jsonc-parser requires its parts in a way that no bundler can follow.
        mainFields: ['module', 'main'],
        // Identifiers stay whole, so that a stack trace in a bug report can be read.
        minifyWhitespace: true,
        minifySyntax: true,
        legalComments: 'none',
        logLevel: 'error',
      }),
    ),
  );
}

async function buildRenderer(outDir) {
  const { build } = await import('vite');
  await build({
    configFile: inRoot('vite.config.mts'),
    logLevel: 'error',
    build: { outDir: join(outDir, 'renderer'), emptyOutDir: true },
  });
}

const PARTS = {
  node: { sources: [...ALWAYS, 'electron'], dirs: NODE_ENTRIES.map((entry) => entry.dir), build: buildNode },
  renderer: {
    sources: [...ALWAYS, 'renderer', 'vite.config.mts'],
    dirs: ['renderer'],
    build: buildRenderer,
  },
};

const stampFile = (part) => inRoot('out', `.${part}.stamp`);

function isFresh(part, print) {
  const built = PARTS[part].dirs.every((dir) => existsSync(inRoot('out', dir)));
  return built && existsSync(stampFile(part)) && readFileSync(stampFile(part), 'utf8') === print;
}

/** Builds beside the old result and swaps folders at the end, so that a failed build breaks nothing. */
async function buildPart(part, print) {
  const scratch = inRoot('out', `.${part}-${process.pid}`);
  mkdirSync(scratch, { recursive: true });
  try {
    await PARTS[part].build(scratch);
    for (const dir of PARTS[part].dirs) {
      rmSync(inRoot('out', dir), { recursive: true, force: true });
      renameSync(join(scratch, dir), inRoot('out', dir));
    }
    writeFileSync(stampFile(part), print);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Builds the parts whose sources changed since their last build. Prints nothing.
 *
 * @param {readonly ('node' | 'renderer')[]} parts
 * @param {{ force?: boolean }} options
 * @returns {Promise<readonly string[]>} the parts that were built
 */
export async function ensureBuilt(parts, { force = false } = {}) {
  const stale = parts
    .map((part) => ({ part, print: fingerprint(PARTS[part].sources) }))
    .filter(({ part, print }) => force || !isFresh(part, print));
  await Promise.all(stale.map(({ part, print }) => buildPart(part, print)));
  return stale.map(({ part }) => part);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  await ensureBuilt(['node', 'renderer'], { force: true });
  console.log(`Built out/ in ${Math.round(performance.now() - started)} ms.`);
}
