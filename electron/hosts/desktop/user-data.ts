import path from 'node:path';

const SWITCH = '--user-data-dir=';

/**
 * The folder that `--user-data-dir=…` names, absolute; null without the switch. Read off the arguments
 * themselves: since Electron 36 `app.commandLine` gives values in lower case, which is another folder.
 */
export function userDataDir(argv: readonly string[]): string | null {
  const given = argv.find((argument) => argument.startsWith(SWITCH))?.slice(SWITCH.length);
  return given ? path.resolve(given) : null;
}
