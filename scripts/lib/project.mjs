import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Absolute path of the project's root. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param {...string} parts path segments below the project's root */
export const inRoot = (...parts) => join(ROOT, ...parts);

/** Loads a built file, given relative to the project's root, into this process. */
export const importBuilt = (path) => import(pathToFileURL(inRoot(path)).href);

/** @param {string} path a JSON file, relative to the project's root */
export const readJson = (path) => JSON.parse(readFileSync(inRoot(path), 'utf8'));

/** The lines of a file or a folder for a hash; folders are told from files without asking for each. */
function linesOf(path, known) {
  const found = known.get(path);
  if (found !== undefined) return found;
  const lines = [];
  const file = (at) => {
    if (/\.test\.tsx?$/.test(at)) return;
    const { size, mtimeMs } = statSync(inRoot(at));
    lines.push(`${at}\0${size}\0${mtimeMs}\n`);
  };
  const folder = (at) => {
    const entries = readdirSync(inRoot(at), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1)))
      (entry.isDirectory() ? folder : file)(join(at, entry.name));
  };
  const stat = statSync(inRoot(path), { throwIfNoEntry: false });
  if (stat) (stat.isDirectory() ? folder : file)(path);
  const text = lines.join('');
  known.set(path, text);
  return text;
}

/**
 * A hash over path, size and time of change of every source file below the given paths. Tests do
 * not count: they are in no bundle.
 *
 * @param {readonly string[]} paths files or folders, relative to the root; missing ones count as absent
 * @param {Map<string, string>} known what was looked at already, for a second hash that begins with the same
 */
export function fingerprint(paths, known = new Map()) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(linesOf(path, known));
  return hash.digest('hex');
}
