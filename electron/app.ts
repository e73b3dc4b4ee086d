import path from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import { type Backend, openBackend } from './hosts/backend.ts';
import { Desk } from './hosts/desk.ts';
import { confirmProgram } from './hosts/desktop/confirm-program.ts';
import { servePorts } from './hosts/desktop/inspector-port.ts';
import { installMenu } from './hosts/desktop/menu.ts';
import { FileOpener, filesIn } from './hosts/desktop/open-files.ts';
import { pathSwitch } from './hosts/desktop/path-switch.ts';
import { RecentFiles } from './hosts/desktop/recent-files.ts';
import { utilityStore } from './hosts/desktop/store-process.ts';
import type { Faults } from './hosts/faults.ts';
import type { Workshop } from './inspector/work/workshop.ts';

const WORKER = path.join(__dirname, '../worker/worker.cjs');
const STORE = path.join(__dirname, '../store/store.cjs');

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

/** A folder with a virtual environment, or null where the person chooses none. */
async function choosePython(): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog({
    title: 'Choose a virtual environment with LiteLLM',
    buttonLabel: 'Use this LiteLLM',
    properties: ['openDirectory', 'showHiddenFiles'],
  });
  return filePaths[0] ?? null;
}

export interface Opening {
  /** Already there, and loading its page. */
  readonly window: BrowserWindow;
  readonly faults: Faults;
  /** Started before the engine is read. */
  readonly work: Workshop;
  /** Files that were handed over until now; whoever calls takes no more. */
  readonly early: readonly string[];
}

/** Opens the engine behind the window: what the page asks for waits until then. */
export async function openApp({ window, faults, work, early }: Opening): Promise<void> {
  const config = pathSwitch(process.argv, 'config');
  const python = pathSwitch(process.argv, 'python');
  const opening = openBackend(
    {
      kind: 'desktop',
      version: app.getVersion(),
      reason: process.env.STRATA_HOST_REASON ?? 'the packaged desktop app',
    },
    {
      settingsDir: app.getPath('userData'),
      faults,
      work,
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
