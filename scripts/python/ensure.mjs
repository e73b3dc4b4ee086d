import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall } from '../lib/apt.mjs';
import { inRoot } from '../lib/project.mjs';
import { run, which } from '../lib/run.mjs';
import { ENVIRONMENTS, OTHER_ENVIRONMENTS } from './environments.mjs';

const KNOWN = { ...ENVIRONMENTS, ...OTHER_ENVIRONMENTS };

const OLDEST = [3, 10];
const INSTALL_TIMEOUT_MS = 15 * 60_000;
const MARKER = 'complete';

const binOf = (folder) =>
  process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');

/** The last lines of a program's output: where pip and venv say what went wrong. */
const tail = (output) => output.trim().split('\n').slice(-12).join('\n');

async function findPython() {
  const asked = process.env.STRATA_PYTHON;
  const found = asked ?? (await which('python3', 'python'));
  if (!found) return null;
  const { code, output } = await run(found, ['-c', 'import sys; print(*sys.version_info[:2])']);
  const [major, minor] = output.trim().split(' ').map(Number);
  const enough = code === 0 && (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]));
  return enough ? found : null;
}

async function requirePython() {
  const found = await findPython();
  if (found) return found;
  if (await aptInstall(['python3', 'python3-venv'])) {
    const installed = await findPython();
    if (installed) return installed;
  }
  throw new Error(
    `Python ${OLDEST.join('.')} or later is missing. Install it (Debian: apt-get install -y python3 python3-venv), ` +
      'or set STRATA_PYTHON to its path.',
  );
}

async function createVenv(python, folder) {
  const attempt = () => run(python, ['-m', 'venv', folder]);
  const first = await attempt();
  if (first.code === 0) return;
  rmSync(folder, { recursive: true, force: true });
  if (await aptInstall(['python3-venv'])) {
    const second = await attempt();
    if (second.code === 0) return;
  }
  throw new Error(
    `Python cannot make a virtual environment. Install its venv module (Debian: apt-get install -y python3-venv).\n${tail(first.output)}`,
  );
}

async function pipInstall(folder, packages, options) {
  if (packages.length === 0) return;
  const args = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', ...options];
  const { code, output } = await run(binOf(folder), [...args, ...packages], {
    timeoutMs: INSTALL_TIMEOUT_MS,
  });
  if (code !== 0) throw new Error(`pip could not install ${packages.join(' ')}:\n${tail(output)}`);
}

/**
 * Makes sure that a Python environment of the tests is there, under `.cache/python`, and returns
 * the path of its interpreter. Safe to call from several processes at once: each builds aside, the
 * first to finish wins. Throws an Error that names what is missing and how to get it.
 *
 * @param {string} name one of {@link ENVIRONMENTS}
 * @returns {Promise<string>}
 */
export async function ensurePython(name) {
  const environment = KNOWN[name];
  if (!environment)
    throw new Error(`There is no Python environment "${name}"; known: ${Object.keys(KNOWN).join(', ')}`);
  const { packages, alone = [] } = environment;
  const key = createHash('sha256')
    .update(JSON.stringify([packages, alone]))
    .digest('hex')
    .slice(0, 10);
  const folder = inRoot('.cache', 'python', `${name}-${key}`);
  if (existsSync(join(folder, MARKER)) && existsSync(binOf(folder))) return binOf(folder);
  const python = await requirePython();
  mkdirSync(inRoot('.cache', 'python'), { recursive: true });
  const building = `${folder}.${process.pid}`;
  try {
    rmSync(building, { recursive: true, force: true });
    await createVenv(python, building);
    await pipInstall(building, packages, []);
    await pipInstall(building, alone, ['--no-deps']);
    writeFileSync(join(building, MARKER), `${[...packages, ...alone].join('\n')}\n`);
    settle(building, folder);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  return binOf(folder);
}

/** Puts a finished environment in its place, unless another process was faster. */
function settle(building, folder) {
  if (existsSync(join(folder, MARKER)) && existsSync(binOf(folder))) return;
  rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(building, folder);
  } catch (error) {
    if (!existsSync(join(folder, MARKER))) throw error;
  }
}
