import path from 'node:path';
import { app, dialog } from 'electron';
import { type Backend, openBackend } from './hosts/backend.ts';
import { Desk } from './hosts/desk.ts';
import { declareScheme, serveRenderer } from './hosts/desktop/app-protocol.ts';
import { confirmProgram } from './hosts/desktop/confirm-program.ts';
import { harden } from './hosts/desktop/harden.ts';
import { servePorts } from './hosts/desktop/inspector-port.ts';
import { installMenu } from './hosts/desktop/menu.ts';
import { FileOpener, filesIn } from './hosts/desktop/open-files.ts';
import { pathSwitch } from './hosts/desktop/path-switch.ts';
import { RecentFiles } from './hosts/desktop/recent-files.ts';
import { utilityStore } from './hosts/desktop/store-process.ts';
import { openWindow } from './hosts/desktop/window.ts';
import { Faults } from './hosts/faults.ts';

const RENDERER_DIR = path.join(__dirname, '../renderer');
const WORKER = path.join(__dirname, '../worker/worker.cjs');
const STORE = path.join(__dirname, '../store/store.cjs');
const PRELOAD = path.join(__dirname, '../preload/preload.cjs');

/** What `npm start` waits for to know that a window is up; see `scripts/lib/desktop.mjs`. */
const READY_LINE = 'strata: window ready';

const faults = new Faults();
const desk = new Desk();

/** Puts the menu bar up and hands files over that are opened with Strata, now and later. */
function openFiles(backend: Backend, early: readonly string[]): FileOpener {
  const recent = new RecentFiles(path.join(app.getPath('userData'), 'recent-files.json'));
  const opener = new FileOpener({
    desk,
    recent,
    share: (file) => backend.open(file),
    onChange: () => install(),
  });
  const install = (): void =>
    installMenu({
      desk,
      recent: recent.paths,
      open: (file) => void opener.open(file),
      choose: () => void opener.choose(),
      clearRecent: () => {
        recent.clear();
        app.clearRecentDocuments();
        install();
      },
    });
  install();
  for (const file of [...early, ...filesIn(process.argv, process.cwd())]) void opener.open(file);
  return opener;
}

/** Files that macOS hands over before the app is ready. */
const early: string[] = [];
const waitForFile = (event: Electron.Event, file: string): void => {
  event.preventDefault();
  early.push(file);
};
app.on('open-file', waitForFile);

/** A folder with a virtual environment, or null where the person chooses none. */
async function choosePython(): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog({
    title: 'Choose a virtual environment with LiteLLM',
    buttonLabel: 'Use this LiteLLM',
    properties: ['openDirectory', 'showHiddenFiles'],
  });
  return filePaths[0] ?? null;
}

async function start(): Promise<void> {
  await app.whenReady();
  const config = pathSwitch(process.argv, 'config');
  const python = pathSwitch(process.argv, 'python');
  serveRenderer(RENDERER_DIR);
  // The window loads its page while the rest is opened.
  const window = openWindow(PRELOAD);
  window.webContents.once('did-finish-load', () => console.log(READY_LINE));
  const opening = openBackend(
    {
      kind: 'desktop',
      version: app.getVersion(),
      reason: process.env.STRATA_HOST_REASON ?? 'the packaged desktop app',
    },
    {
      settingsDir: app.getPath('userData'),
      faults,
      workerFile: WORKER,
      launchStore: () => utilityStore(STORE),
      confirmProgram,
      desk,
      ...(config === null ? {} : { config }),
      ...(python === null ? {} : { python }),
      choosePython,
    },
  );
  servePorts(opening.then(({ router }) => router));
  const backend = await opening;
  const opener = openFiles(backend, early);
  app.off('open-file', waitForFile);
  app.on('open-file', (event, file) => {
    event.preventDefault();
    void opener.open(file);
  });
  app.on('second-instance', (_event, argv, cwd) => {
    for (const file of filesIn(argv, cwd)) void opener.open(file);
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.once('will-quit', (event) => {
    event.preventDefault();
    void backend.close().finally(() => app.exit(0));
  });
}

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
