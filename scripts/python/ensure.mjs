import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
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

async function createVenv(python, folder, options) {
  const attempt = () => run(python, ['-m', 'venv', ...options, folder]);
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

/** Whether the interpreter starts, and finds the packages that were installed for it. */
const RUNS = "import os, sys, sysconfig; sys.exit(not os.path.isdir(sysconfig.get_path('purelib')))";

/**
 * Whether an environment can be used: it is finished, its interpreter starts and is of the version that it was made with,
 * and it lies where it was made, as its programs (`bin/pip`, `bin/aws`) name the interpreter by its path.
 */
async function isUsable(folder) {
  const marker = join(folder, MARKER);
  if (!existsSync(marker) || !existsSync(binOf(folder))) return false;
  const [madeAt] = readFileSync(marker, 'utf8').split('\n');
  return madeAt === realpathSync(folder) && (await run(binOf(folder), ['-c', RUNS])).code === 0;
}

/**
 * Makes sure that a Python environment lies at a path, and returns the path of its interpreter. What lies there and cannot
 * be used any more is made anew. An environment cannot be moved, so each is made in a folder of its own beside the path,
 * which becomes a link to it: of several processes the first to finish wins.
 *
 * @param {string} path
 * @param {{ packages: readonly string[], alone?: readonly string[] }} environment
 * @returns {Promise<string>}
 */
export async function ensureAt(path, { packages, alone = [] }) {
  if (await isUsable(path)) return binOf(path);
  const python = await requirePython();
  mkdirSync(dirname(path), { recursive: true });
  const folder = mkdtempSync(`${join(realpathSync(dirname(path)), basename(path))}.`);
  try {
    // Pip takes most of the time.
    await createVenv(python, folder, packages.length + alone.length > 0 ? [] : ['--without-pip']);
    await pipInstall(folder, packages, []);
    await pipInstall(folder, alone, ['--no-deps']);
    writeFileSync(join(folder, MARKER), `${[folder, ...packages, ...alone].join('\n')}\n`);
    if (!(await isUsable(path))) {
      remove(path);
      symlinkSync(folder, path, 'junction');
    }
  } catch (error) {
    if (!(await isUsable(path))) throw error;
  } finally {
    if (!existsSync(path) || realpathSync(path) !== folder) remove(folder);
  }
  return binOf(path);
}

/** Removes an environment: a folder, or a link with the folder that it leads to. */
function remove(path) {
  const folder = existsSync(path) ? realpathSync(path) : path;
  rmSync(path, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Makes sure that a Python environment of the tests is there, under `.cache/python`, and returns
 * the path of its interpreter. Safe to call from several processes at once. Throws an Error that names what is missing and
 * how to get it.
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
  return ensureAt(inRoot('.cache', 'python', `${name}-${key}`), environment);
}
