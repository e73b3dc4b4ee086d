import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { type ConfigText, type FoundText, following } from '../../shared/proxy/includes.ts';

/** Most bytes of one included file. */
const MOST_BYTES = 4_000_000;

/** Reads a file by its path from the configuration's folder; null where there is none that may be read. */
export type LoadIncluded = (file: string) => Promise<string | null>;

/** A configuration's text with those of the files that it includes, and that these include, as far as `load` finds them. */
export async function withIncluded(
  text: string,
  name: string | null,
  load: LoadIncluded,
): Promise<ConfigText> {
  const included: Record<string, string> = {};
  const steps = following(text, name);
  let step = steps.next(null);
  while (!step.done) {
    let found: FoundText = null;
    for (const file of step.value) {
      const loaded = await load(file);
      if (loaded === null) continue;
      included[file] = loaded;
      found = { file, text: loaded };
      break;
    }
    step = steps.next(found);
  }
  return { text, name, included };
}

const isWithin = (folder: string, file: string): boolean => {
  const way = path.relative(folder, file);
  return way !== '' && !way.startsWith('..') && !path.isAbsolute(way);
};

/**
 * Reads included files beside a configuration: in its folder or below, wherever links lead, and no others; what a
 * configuration names is no leave to read the rest of the disk.
 */
export function besideOf(config: string): LoadIncluded {
  const folder = path.dirname(path.resolve(config));
  return async (file) => {
    try {
      const real = await realpath(path.join(folder, file));
      if (path.isAbsolute(file) || !isWithin(await realpath(folder), real)) return null;
      const { size } = await stat(real);
      return size > MOST_BYTES ? null : await readFile(real, 'utf8');
    } catch {
      return null;
    }
  };
}
