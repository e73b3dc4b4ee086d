import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inAscii } from './lib/ascii.mjs';
import { besideNative, NATIVE_FILE, nativeDatabase } from './lib/native-database.mjs';
import {
  noticesOf,
  packageFolder,
  rememberedPackages,
  rememberPackages,
  writeNotices,
} from './lib/notices.mjs';
import { fingerprint, inRoot } from './lib/project.mjs';
import { grammarsWhenNeeded, RANKS_ENTRIES, ranksApart, tablesAsText } from './lib/quick-start.mjs';

const ALWAYS = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'scripts/build.mjs',
  'scripts/lib/ascii.mjs',
  'scripts/lib/native-database.mjs',
  'scripts/lib/notices.mjs',
  'scripts/lib/quick-start.mjs',
  'shared',
];

/** Everything that runs in Node or Electron: one self-contained CommonJS file per entry. */
const HOST_ENTRIES = {
  'main/main': 'electron/main.ts',
  'main/app': 'electron/app.ts',
  'preload/preload': 'electron/preload.ts',
  'worker/worker': 'electron/inspector/work/worker.ts',
  'store/store': 'electron/history/process/store.ts',
  'store/leave-helper': 'electron/share/leaves-apart/helper.ts',
};
const START_ENTRY = { 'cli/cli': 'electron/cli.ts' };
const COMMAND_ENTRIES = Object.fromEntries([
  ...readdirSync(inRoot('electron/cli/commands')).map((file) => [
    `cli/${file.replace(/\.ts$/, '')}`,
    `electron/cli/commands/${file}`,
  ]),
  ['cli/backend', 'electron/hosts/backend.ts'],
  ...Object.entries(RANKS_ENTRIES).map(([name, from]) => [`cli/${name}`, from]),
]);

/** What is imported when it is needed stays a file of its own: the command line starts with what it is asked for. */
const programsApart = {
  name: 'programs-apart',
  setup(build) {
    build.onResolve({ filter: /\/(?:commands\/[\w-]+|app|hosts\/backend)\.ts$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path, '.ts')}.cjs`, external: true } : null,
    );
  },
};

/** Packages of the command line that are ES modules ask where they stand; CommonJS has another word for it. */
const WHERE_IT_STANDS = {
  define: { 'import.meta.url': 'importMetaUrl' },
  inject: [inRoot('scripts/lib/import-meta-url.mjs')],
};

/** What is built at once is read once, however many of its entries have it. */
const NODE_BUILDS = [
  // A package that asks where it lies is told the file that it was bundled into.
  { entries: HOST_ENTRIES, define: { 'import.meta.url': '__filename' } },
  { entries: START_ENTRY, banner: { js: '#!/usr/bin/env node' }, ...WHERE_IT_STANDS },
  { entries: COMMAND_ENTRIES, apart: [ranksApart], ...WHERE_IT_STANDS },
];

/** @returns {Promise<string[]>} what went into the bundles, as paths */
async function buildNode(outDir) {
  const { build } = await import('esbuild');
  const results = await Promise.all(
    NODE_BUILDS.map(({ entries, apart = [], ...own }) =>
      build({
        entryPoints: Object.entries(entries).map(([to, from]) => ({ in: inRoot(from), out: to })),
        outdir: outDir,
        outExtension: { '.js': '.cjs' },
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
        legalComments: 'eof',
        plugins: [besideNative, programsApart, tablesAsText, grammarsWhenNeeded, ...apart],
        // import() of a CommonJS file reads it once more for its exports; require does not.
        supported: { 'dynamic-import': false },
        metafile: true,
        absWorkingDir: inRoot(),
        logLevel: 'error',
        ...own,
      }),
    ),
  );
  for (const output of results.flatMap(({ metafile }) => Object.keys(metafile.outputs))) {
    const file = inRoot(output);
    const text = readFileSync(file, 'utf8');
    const ascii = inAscii(text);
    if (ascii !== text) writeFileSync(file, ascii);
  }
  const bundled = results.flatMap(({ metafile }) =>
    Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs).map((path) => inRoot(path))),
  );
  const stray = results.flatMap(({ metafile }) =>
    Object.entries(metafile.outputs).flatMap(([output, { inputs }]) =>
      Object.keys(inputs).some((file) => file.includes('node_modules/libsql/')) &&
      !/store\/(?:store|leave-helper)\.cjs$/.test(output)
        ? [output]
        : [],
    ),
  );
  // Its fault ends the process that it is in, and where it is missing nothing else may be.
  if (stray.length > 0)
    throw new Error(
      `The database belongs to the store's process and those beside it, not to ${stray.join(', ')}.`,
    );
  const native = nativeDatabase();
  // Without it the app starts all the same, and says that it keeps no history.
  if (!native) return bundled;
  copyFileSync(native.file, join(outDir, 'store', NATIVE_FILE));
  return [...bundled, native.file];
}

/** Vite's helpers and style sheets render to nothing of their own in a chunk, but are part of it. */
const isBundled = ([id, { renderedLength }]) => renderedLength > 0 || /\.css(\?|$)/.test(id);

/** A Rollup plugin that gathers the paths of all modules that end in a chunk. */
const gatherModules = (into) => ({
  name: 'gather-modules',
  generateBundle(_options, bundle) {
    for (const item of Object.values(bundle)) {
      if (item.type === 'chunk')
        into.push(
          ...Object.entries(item.modules)
            .filter(isBundled)
            .map(([id]) => id),
        );
      else into.push(...item.originalFileNames.map((path) => inRoot('renderer', path)));
    }
  },
});

/** @returns {Promise<string[]>} what went into the bundle, as paths */
async function buildRenderer(outDir) {
  const { build } = await import('vite');
  const modules = [];
  await build({
    configFile: inRoot('vite.config.mts'),
    logLevel: 'error',
    plugins: [gatherModules(modules)],
    build: { outDir: join(outDir, 'renderer'), emptyOutDir: true },
  });
  return modules;
}

const PARTS = {
  node: {
    sources: [...ALWAYS, 'electron'],
    dirs: ['main', 'preload', 'worker', 'store', 'cli'],
    build: buildNode,
  },
  renderer: {
    sources: [...ALWAYS, 'renderer', 'vite.config.mts'],
    dirs: ['renderer'],
    build: buildRenderer,
  },
};

/** How long a build may hold the lock, milliseconds. */
const LOCK_MS = 60_000;

const stampFile = (part) => inRoot('out', `.${part}.stamp`);

function isFresh(part, print) {
  const built = PARTS[part].dirs.every((dir) => existsSync(inRoot('out', dir))) && rememberedPackages(part);
  return built && existsSync(stampFile(part)) && readFileSync(stampFile(part), 'utf8') === print;
}

/** Builds beside the old result and swaps folders at the end, so that a failed build breaks nothing. */
async function buildPart(part, print) {
  const scratch = inRoot('out', `.${part}-${process.pid}`);
  mkdirSync(scratch, { recursive: true });
  try {
    const files = await PARTS[part].build(scratch);
    const folders = files.map(packageFolder).filter((folder) => folder !== null);
    // What cannot be attributed is not built: a stamp would hide it the next time.
    noticesOf(folders);
    for (const dir of PARTS[part].dirs) {
      rmSync(inRoot('out', dir), { recursive: true, force: true });
      renameSync(join(scratch, dir), inRoot('out', dir));
    }
    rememberPackages(part, folders);
    writeFileSync(stampFile(part), print);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Two commands at once must not swap the same folders; one that died in the middle holds nobody up for long. */
async function withLock(part, work) {
  const lock = inRoot('out', `.${part}.lock`);
  mkdirSync(inRoot('out'), { recursive: true });
  const giveUp = Date.now() + LOCK_MS;
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (Date.now() > giveUp) rmSync(lock, { recursive: true, force: true });
      else await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/**
 * Builds the parts whose sources changed since their last build.
 *
 * @param {readonly ('node' | 'renderer')[]} parts
 * @param {{ force?: boolean, onStart?: () => void }} options `onStart`: called where there is something to build
 * @returns {Promise<boolean>} whether there was
 */
export async function ensureBuilt(parts, { force = false, onStart = () => undefined } = {}) {
  const known = new Map();
  const stale = parts
    .map((part) => ({ part, print: fingerprint(PARTS[part].sources, known) }))
    .filter(({ part, print }) => force || !isFresh(part, print));
  if (stale.length > 0) onStart();
  await Promise.all(
    stale.map(({ part, print }) =>
      withLock(part, async () => {
        if (force || !isFresh(part, print)) await buildPart(part, print);
      }),
    ),
  );
  if (stale.length > 0 || !existsSync(inRoot('out', 'notices'))) writeNotices(Object.keys(PARTS));
  return stale.length > 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  await ensureBuilt(['node', 'renderer'], { force: true });
  console.log(`Built out/ in ${Math.round(performance.now() - started)} ms.`);
}
