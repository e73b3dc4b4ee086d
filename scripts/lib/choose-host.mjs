import { fetchElectron, installedElectron } from './electron.mjs';

const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Decides between the desktop window and the browser host.
 *
 * @param {'desktop' | 'browser' | undefined} wanted what the user asked for
 * @param {(line: string) => void} say
 * @returns {Promise<{ host: 'desktop', electron: string, reason: string } | { host: 'browser', reason: string }>}
 * @throws {Error} where the desktop host was asked for and cannot be had
 */
export async function chooseHost(wanted, say) {
  if (wanted === 'browser') return { host: 'browser', reason: 'asked for with --host browser' };
  const none = (reason, remedy) => {
    if (wanted === 'desktop') throw new Error(`--host desktop: ${reason}. ${remedy}`);
    return { host: 'browser', reason };
  };
  if (!hasDisplay()) return none('there is no display', 'Set DISPLAY or WAYLAND_DISPLAY.');
  const present = installedElectron();
  const electron = present ?? (await fetchElectron(say));
  if (!electron) {
    return none(
      'no Electron runtime is here and none could be downloaded',
      'Run npx install-electron --no, or set ELECTRON_OVERRIDE_DIST_PATH or ELECTRON_MIRROR.',
    );
  }
  const why = present ? 'an Electron runtime is here' : 'an Electron runtime was downloaded';
  const reason = wanted === 'desktop' ? 'asked for with --host desktop' : `${why} and there is a display`;
  return { host: 'desktop', electron, reason };
}
