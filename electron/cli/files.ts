import path from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { UsageError } from './command.ts';

export { isDynamicPattern } from 'tinyglobby';

/** The files that names and patterns mean, sorted, each once. Throws {@link UsageError} where one means none. */
export async function filesOf(patterns: readonly string[]): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const pattern of patterns) {
    const found = isDynamicPattern(pattern)
      ? (await glob(pattern, { absolute: path.isAbsolute(pattern) })).sort()
      : [pattern];
    if (found.length === 0) throw new UsageError(`${pattern} matches no file.`);
    for (const file of found) files.add(file);
  }
  return [...files];
}
