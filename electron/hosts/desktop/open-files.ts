import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { app, dialog } from 'electron';
import { MAX_TEXT } from '../../../shared/contract/limits.ts';
import type { OpenedShare } from '../../../shared/contract/share.ts';
import type { Desk } from '../desk.ts';
import type { RecentFiles } from './recent-files.ts';

/** Endings of files that Strata reads, without the dot. */
const READ = [
  'strata',
  'stratarec',
  'json',
  'har',
  'curl',
  'http',
  'log',
  'sh',
  'txt',
  'py',
  'js',
  'ts',
  'jsonl',
  'yaml',
  'yml',
];

/** The files among the arguments of a start. */
export const filesIn = (argv: readonly string[], cwd: string): readonly string[] =>
  argv
    .slice(1)
    .filter((one) => !one.startsWith('-') && READ.includes(path.extname(one).slice(1).toLowerCase()))
    .map((one) => path.resolve(cwd, one));

const SHARE_FILE = /\.strata$/i;

interface OpenerParts {
  readonly desk: Desk;
  readonly recent: RecentFiles;
  /** Takes calls that somebody shared into the history. */
  readonly share: (file: string) => Promise<OpenedShare>;
  /** Called where the list of recent files is another. */
  readonly onChange: () => void;
}

/** Hands files over to the window: those of the menu, of the system and of the command line. */
export class FileOpener {
  readonly #to: OpenerParts;

  constructor(to: OpenerParts) {
    this.#to = to;
  }

  async open(file: string): Promise<void> {
    const { desk, recent, share, onChange } = this.#to;
    const name = path.basename(file);
    try {
      if (SHARE_FILE.test(name)) {
        const opened = await share(file);
        if (!opened.ok) throw new Error(opened.message);
        desk.tell({ type: 'shared', name, taken: opened.taken, known: opened.known });
      } else {
        const { size } = await stat(file);
        if (size > 2 * MAX_TEXT) throw new Error(`it is larger than ${(2 * MAX_TEXT) / 1_048_576} MB`);
        desk.tell({ type: 'file', name, text: await readFile(file, 'utf8') });
      }
      recent.add(file);
      app.addRecentDocument(file);
      onChange();
    } catch (error) {
      desk.tell({ type: 'notice', text: `${name} was not opened: ${(error as Error).message}` });
    }
  }

  /** Lets the user choose files. */
  async choose(): Promise<void> {
    const { filePaths } = await dialog.showOpenDialog({
      properties: ['openFile', 'multiSelections'],
      filters: [
        { name: 'Requests and recordings', extensions: READ },
        { name: 'All files', extensions: ['*'] },
      ],
    });
    for (const file of filePaths) await this.open(file);
  }
}
