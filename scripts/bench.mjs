import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { ensureBuilt } from './build.mjs';
import { findChromium } from './lib/chromium.mjs';
import { openDisplay } from './lib/display.mjs';
import { prepareEndToEnd } from './lib/e2e.mjs';
import { inRoot } from './lib/project.mjs';
import { runNode } from './lib/run.mjs';
import { ensurePython } from './python/ensure.mjs';

/**
 * `npm run bench [name …]`: builds and runs every bench/*.bench.ts, or those whose name contains
 * one of the words, one after the other so that nothing disturbs a measurement. Python peers run in
 * environments of their own under .cache; STRATA_BENCH_PYTHON (LiteLLM 1.87) and
 * STRATA_BENCH_PYTHON_CURRENT (LiteLLM 1.109) name other interpreters.
 */
const peers = async () => ({
  STRATA_BENCH_PYTHON: process.env.STRATA_BENCH_PYTHON ?? (await ensurePython('litellm-1.87.0')),
  STRATA_BENCH_PYTHON_CURRENT:
    process.env.STRATA_BENCH_PYTHON_CURRENT ?? (await ensurePython('litellm-1.109.1')),
});

const words = process.argv.slice(2);
const names = readdirSync(inRoot('bench'))
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
if (names.length === 0) {
  console.error(`No bench is called like ${words.join(', ')}; see the files bench/*.bench.ts.`);
  process.exit(2);
}

/** What benches of a name start in processes of their own: `bench/NAME/programs/*.ts`. */
const programs = names
  .map((name) => inRoot('bench', name.replace(/\.bench\.ts$/, ''), 'programs'))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((file) => path.join(folder, file)));

const outdir = inRoot('out', 'bench');
mkdirSync(outdir, { recursive: true });
await build({
  entryPoints: [...names.map((name) => inRoot('bench', name)), ...programs],
  outdir,
  outbase: inRoot('bench'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});

const needsPython = names.some((name) => /python/i.test(readFileSync(inRoot('bench', name), 'utf8')));
const mitmproxy = names.some((name) => name.startsWith('capture'))
  ? { STRATA_BENCH_MITMPROXY: process.env.STRATA_BENCH_MITMPROXY ?? (await ensurePython('mitmproxy')) }
  : {};

/** What the benches of the whole app need: the app itself and a browser. */
async function app() {
  await ensureBuilt(['node', 'renderer']);
  return { STRATA_CHROMIUM: process.env.STRATA_CHROMIUM ?? (await findChromium()) };
}

const closing = [];

/** An Electron, and a display of our own where the system draws with X. */
async function desktop() {
  const { env: found, problems } = await prepareEndToEnd();
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const display = found.STRATA_XVFB ? await openDisplay(found.STRATA_XVFB) : null;
  // A display that is still open would hold this process.
  if (display) closing.push(display.close);
  return { ...found, ...(display ? { DISPLAY: display.name } : {}) };
}

const startsDesktop = names.some((name) => name.includes('desktop'));
const STARTS_APP = /start(?:Host|App|Strata)\b/;
const startsApp = names.some((name) => STARTS_APP.test(readFileSync(inRoot('bench', name), 'utf8')));
// Programs that are killed leave what they wrote.
const scratch = mkdtempSync(path.join(tmpdir(), 'strata-benches-'));
closing.push(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }));
const env = {
  // Models come to the end of their life: without a day, what is measured would one morning be a refusal.
  STRATA_AS_OF: '2026-11-26',
  ...process.env,
  TMPDIR: scratch,
  ...(needsPython ? await peers() : {}),
  ...mitmproxy,
  ...(startsApp || startsDesktop ? await app() : {}),
  ...(startsDesktop ? await desktop() : {}),
  STRATA_ROOT: inRoot(),
};
for (const name of names) {
  const { code } = await runNode(['--expose-gc', inRoot('out', 'bench', name.replace(/\.ts$/, '.mjs'))], {
    stdio: 'inherit',
    env,
  });
  if (code !== 0) {
    process.exitCode = code;
    break;
  }
}
for (const close of closing) close();
