import path from 'node:path';

/**
 * The path that a switch of the command line names (`--config=…`), absolute; null without it. Read off the arguments
 * themselves: since Electron 36 `app.commandLine` gives values in lower case, which is another path.
 *
 * @param name without its hyphens
 */
export function pathSwitch(argv: readonly string[], name: string): string | null {
  const start = `--${name}=`;
  const given = argv.find((argument) => argument.startsWith(start))?.slice(start.length);
  return given ? path.resolve(given) : null;
}
