import path from 'node:path';
import { app, dialog } from 'electron';
import { type Backend, openBackend } from './hosts/backend.ts';
import { declareScheme, serveRenderer } from './hosts/desktop/app-protocol.ts';
import { confirmProgram } from './hosts/desktop/confirm-program.ts';
import { harden } from './hosts/desktop/harden.ts';
import { servePorts } from './hosts/desktop/inspector-port.ts';
import { installMenu } from './hosts/desktop/menu.ts';
import { utilityStore } from './hosts/desktop/store-process.ts';
import { userDataDir } from './hosts/desktop/user-data.ts';
import { openWindow } from './hosts/desktop/window.ts';
import { Faults } from './hosts/faults.ts';

const RENDERER_DIR = path.join(__dirname, '../renderer');
const WORKER = path.join(__dirname, '../worker/worker.cjs');
const STORE = path.join(__dirname, '../store/store.cjs');
const PRELOAD = path.join(__dirname, '../preload/preload.cjs');

/** What `npm start` waits for to know that a window is up; see `scripts/lib/desktop.mjs`. */
const READY_LINE = 'strata: window ready';

const faults = new Faults();

/** A folder with a virtual environment, or null where the person chooses none. */
async function choosePython(): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog({
    title: 'Choose a virtual environment with LiteLLM',
    buttonLabel: 'Use this LiteLLM',
    properties: ['openDirectory', 'showHiddenFiles'],
  });
  return filePaths[0] ?? null;
}

const SHARE_FILE = /\.strata$/i;

/** Takes a file that was opened with Strata into the history; the person is told what became of it. */
async function openFile(backend: Backend, file: string): Promise<void> {
  const opened = await backend
    .open(file)
    .catch((error: unknown) => ({ ok: false, message: String(error) }) as const);
  if (!opened.ok) dialog.showErrorBox(`${path.basename(file)} was not opened`, opened.message);
}

/** Files by which Strata was started, or that were opened before it was ready. */
const waiting: string[] = process.argv.slice(1).filter((one) => SHARE_FILE.test(one));
let take = (file: string): void => {
  waiting.push(file);
};
app.on('open-file', (event, file) => {
  event.preventDefault();
  take(file);
});

async function start(): Promise<void> {
  await app.whenReady();
  const config = app.commandLine.getSwitchValue('config');
  const python = app.commandLine.getSwitchValue('python');
  const backend = await openBackend(
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
      ...(config === '' ? {} : { config: path.resolve(config) }),
      ...(python === '' ? {} : { python: path.resolve(python) }),
      choosePython,
    },
  );
  installMenu();
  serveRenderer(RENDERER_DIR);
  servePorts(backend.router);
  const window = openWindow(PRELOAD);
  window.webContents.once('did-finish-load', () => console.log(READY_LINE));

  take = (file) => void openFile(backend, file);
  for (const file of waiting) take(file);

  app.on('second-instance', (_event, argv, folder) => {
    for (const file of argv.slice(1).filter((one) => SHARE_FILE.test(one))) take(path.resolve(folder, file));
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.once('will-quit', (event) => {
    event.preventDefault();
    void backend.close().finally(() => app.exit(0));
  });
}

const userData = userDataDir(process.argv);
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
