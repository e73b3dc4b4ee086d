import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Absolute path of the project's root. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param {...string} parts path segments below the project's root */
export const inRoot = (...parts) => join(ROOT, ...parts);

/** Loads a built file, given relative to the project's root, into this process. */
export const importBuilt = (path) => import(pathToFileURL(inRoot(path)).href);

/** @param {string} path a JSON file, relative to the project's root */
export const readJson = (path) => JSON.parse(readFileSync(inRoot(path), 'utf8'));

/**
 * A hash over path, size and time of change of every source file below the given paths. Tests do
 * not count: they are in no bundle.
 *
 * @param {readonly string[]} paths files or folders, relative to the root; missing ones count as absent
 */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else if (!/\.test\.tsx?$/.test(path))
      hash.update(`${relative(ROOT, path)}\0${stat.size}\0${stat.mtimeMs}\n`);
  };
  for (const path of paths) visit(inRoot(path));
  return hash.digest('hex');
}
