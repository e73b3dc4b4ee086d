import path from 'node:path';
import { UsageError } from './command.ts';

/** The signs of which a pattern has at least one: names without them need no reader of patterns. */
const SIGNS = /[*?[\](){}!+@]/;

/** Whether a name may mean several files. */
export const isPattern = async (name: string): Promise<boolean> =>
  SIGNS.test(name) && (await import('tinyglobby')).isDynamicPattern(name);

async function named(pattern: string): Promise<readonly string[]> {
  if (!(await isPattern(pattern))) return [pattern];
  const { glob } = await import('tinyglobby');
  return (await glob(pattern, { absolute: path.isAbsolute(pattern) })).sort();
}

/** The files that names and patterns mean, sorted, each once. Throws {@link UsageError} where one means none. */
export async function filesOf(patterns: readonly string[]): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const pattern of patterns) {
    const found = await named(pattern);
    if (found.length === 0) throw new UsageError(`${pattern} matches no file.`);
    for (const file of found) files.add(file);
  }
  return [...files];
}
