import path from 'node:path';
import { app, dialog } from 'electron';
import { compiledDir } from './compiled/folder.ts';
import { cacheCompiledCode } from './compiled/loader.ts';
import { programOf } from './compiled/program.ts';
import { declareScheme, serveRenderer } from './hosts/desktop/app-protocol.ts';
import { harden } from './hosts/desktop/harden.ts';
import { pathSwitch } from './hosts/desktop/path-switch.ts';
import { openWindow } from './hosts/desktop/window.ts';
import { Faults } from './hosts/faults.ts';
import { Workshop } from './inspector/work/workshop.ts';

const RENDERER_DIR = path.join(__dirname, '../renderer');
const WORKER = path.join(__dirname, '../worker/worker.cjs');
const PRELOAD = path.join(__dirname, '../preload/preload.cjs');

/** What `npm start` waits for to know that a window is up; see `scripts/lib/desktop.mjs`. */
const READY_LINE = 'strata: window ready';

const faults = new Faults();

/** Files that macOS hands over before the app is ready. */
const early: string[] = [];
const waitForFile = (event: Electron.Event, file: string): void => {
  event.preventDefault();
  early.push(file);
};
app.on('open-file', waitForFile);

/** The window loads its page, and the thread for heavy work starts, while the engine, which is large, is read and opened. */
async function start(): Promise<void> {
  await app.whenReady();
  serveRenderer(RENDERER_DIR);
  const window = openWindow(PRELOAD);
  window.webContents.once('did-finish-load', () => console.log(READY_LINE));
  const work = new Workshop(programOf(WORKER));
  const { openApp } = await import('./app.ts');
  await openApp({ window, faults, work, early });
  app.off('open-file', waitForFile);
}

cacheCompiledCode(__dirname, compiledDir());

const userData = pathSwitch(process.argv, 'user-data-dir');
if (userData) app.setPath('userData', userData);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());

if (app.requestSingleInstanceLock()) {
  faults.guard(process);
  declareScheme();
  harden();
  start().catch((error: unknown) => {
    dialog.showErrorBox('Strata could not start', error instanceof Error ? error.message : String(error));
    app.exit(1);
  });
} else {
  console.log('Strata is already open; its window was brought to the front.');
  app.quit();
}
