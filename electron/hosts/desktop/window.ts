import path from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { APP_URL } from './app-protocol.ts';
import { readWindowState, SMALLEST, writeWindowState } from './window-state.ts';

/** Painted before the page is there, so that the window does not flash. */
const background = (): string => (nativeTheme.shouldUseDarkColors ? '#101318' : '#f6f7f9');

/**
 * Opens the application's window where it was last closed.
 *
 * @param preload absolute path of the built preload script
 */
export function openWindow(preload: string): BrowserWindow {
  const stateFile = path.join(app.getPath('userData'), 'window.json');
  const state = readWindowState(
    stateFile,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...state.place,
    width: state.width,
    height: state.height,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Strata',
    backgroundColor: background(),
    show: false,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => writeWindowState(stateFile, window.getNormalBounds(), window.isMaximized()));
  void window.loadURL(APP_URL);
  return window;
}
