import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** A Python of this machine that has LiteLLM. */
export interface InstalledPython {
  /** The interpreter itself. */
  readonly path: string;
  /** Of the LiteLLM in it, as `1.97.3`. */
  readonly version: string;
  /** Where its user's own packages lie, if it reads them. */
  readonly userBase: string | null;
  /** How it was found. */
  readonly from: string;
}

/** Where a Python is looked for: what is run, and how it was come by. */
interface Place {
  readonly command: string;
  readonly args: readonly string[];
  readonly from: string;
}

const WINDOWS = process.platform === 'win32';
const IN_VENV = WINDOWS ? path.join('Scripts', 'python.exe') : path.join('bin', 'python');
/** How long a Python may take to say what it has, milliseconds. */
const PROBE_MS = 20_000;

/**
 * Asks without importing LiteLLM, which would take seconds and could do anything; nor are modules taken from the folder in
 * which Strata was started, where Python looks first.
 */
const QUESTION = `
import sys
sys.path = [place for place in sys.path if place]
import importlib.metadata, json, site
try:
    version = importlib.metadata.version("litellm")
except importlib.metadata.PackageNotFoundError:
    version = None
print(json.dumps([sys.executable, version, site.getuserbase() if site.ENABLE_USER_SITE else None]))
`;

/** The environment of this process without what is secret or steers Python. */
function quiet(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      /^(?:PATH|HOME|USERPROFILE|SYSTEMROOT|TMPDIR|TEMP|PYENV_.*|UV_.*|XDG_.*)$/i.test(name) &&
      !/TOKEN|PASSWORD|SECRET|INDEX/i.test(name),
  );
  return Object.fromEntries(kept);
}

const run = (command: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(
      command,
      args,
      { cwd: path.dirname(process.execPath), env: quiet(), timeout: PROBE_MS, windowsHide: true },
      (error, stdout) => (error ? reject(error) : resolve(stdout)),
    );
  });

const isVersion = (value: unknown): value is string =>
  typeof value === 'string' && /^\d[\w.+!-]*$/.test(value);

/** Why a Python that was named cannot be taken. */
export class NoLiteLLM extends Error {}

async function probe({ command, args, from }: Place): Promise<InstalledPython> {
  const printed = await run(command, [...args, '-c', QUESTION]);
  // A Python may greet before it answers.
  const told: unknown = JSON.parse(printed.trimEnd().split('\n').at(-1) ?? '');
  const [executable, version, userBase] = Array.isArray(told) ? (told as readonly unknown[]) : [];
  if (typeof executable !== 'string') throw new NoLiteLLM(`${command} does not say where it lies.`);
  if (!isVersion(version)) throw new NoLiteLLM(`${executable} has no LiteLLM.`);
  return { path: executable, version, userBase: typeof userBase === 'string' ? userBase : null, from };
}

/** The Python that somebody names: its path, or that of a virtual environment. Rejects with {@link NoLiteLLM}. */
export async function pythonAt(given: string, from = 'given'): Promise<InstalledPython> {
  const place = path.resolve(given);
  const isFolder = await stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const command = isFolder ? path.join(place, IN_VENV) : /[\\/]/.test(given) ? place : given;
  try {
    return await probe({ command, args: [], from });
  } catch (error) {
    if (error instanceof NoLiteLLM) throw error;
    throw new NoLiteLLM(`${given} is no Python that runs, nor a virtual environment.`);
  }
}

/** The folder in which a virtual environment keeps its packages. */
async function packagesOf(venv: string): Promise<string | null> {
  if (WINDOWS) return path.join(venv, 'Lib', 'site-packages');
  const names = await readdir(path.join(venv, 'lib')).catch(() => []);
  const name = names.find((one) => /^python3\.\d+$/.test(one));
  return name === undefined ? null : path.join(venv, 'lib', name, 'site-packages');
}

/**
 * The Python of a virtual environment that lies where Strata was started, if it has LiteLLM. It is read and not run: that
 * folder may be anybody's, and what lies in it runs only once the user chooses it.
 */
async function readVenv(folder: string, from: string): Promise<InstalledPython> {
  await stat(path.join(folder, 'pyvenv.cfg'));
  const packages = await packagesOf(folder);
  const names = packages === null ? [] : await readdir(packages);
  const version = names.flatMap((name) => /^litellm-(.+)\.dist-info$/.exec(name)?.[1] ?? [])[0];
  if (!isVersion(version)) throw new NoLiteLLM(`${folder} has no LiteLLM.`);
  return { path: path.join(folder, IN_VENV), version, userBase: null, from };
}

/** Where Python is looked for when nobody names one. */
function places(): readonly Place[] {
  const { VIRTUAL_ENV } = process.env;
  const venv = (folder: string): string => path.join(folder, IN_VENV);
  return [
    ...(VIRTUAL_ENV ? [{ command: venv(VIRTUAL_ENV), args: [], from: 'VIRTUAL_ENV' }] : []),
    { command: WINDOWS ? 'python' : 'python3', args: [], from: WINDOWS ? 'python' : 'python3' },
    { command: 'uv', args: ['run', '--no-sync', '--offline', '--no-project', 'python'], from: 'uv' },
  ];
}

/** The Pythons with LiteLLM that are found by themselves, each once. */
export async function findPythons(): Promise<readonly InstalledPython[]> {
  const { STRATA_LITELLM_PYTHON: named } = process.env;
  const found = await Promise.all([
    ...(named ? [pythonAt(named, 'STRATA_LITELLM_PYTHON').catch(() => null)] : []),
    readVenv(path.resolve('.venv'), '.venv').catch(() => null),
    ...places().map((place) => probe(place).catch(() => null)),
  ]);
  const byPath = new Map<string, InstalledPython>();
  for (const one of found) if (one && !byPath.has(one.path)) byPath.set(one.path, one);
  return [...byPath.values()];
}
