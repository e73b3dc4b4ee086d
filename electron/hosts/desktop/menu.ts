import path from 'node:path';
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Desk } from '../desk.ts';

interface MenuParts {
  readonly desk: Pick<Desk, 'tell'>;
  readonly recent: readonly string[];
  readonly open: (file: string) => void;
  readonly choose: () => void;
  readonly clearRecent: () => void;
}

/** An action of the window: label, name in the command palette, key. Keys that the page takes itself are shown only. */
type Action = readonly [label: string, command: string, key?: string, byPage?: 'by page'];

const REQUEST: readonly Action[] = [
  ['Send', 'send', 'CmdOrCtrl+Enter', 'by page'],
  ['Cancel', 'cancel'],
  ['Compare invoke and converse', 'compare'],
  ['Edit as text', 'edit'],
  ['Lay out the JSON', 'format'],
];
const VIEW: readonly Action[] = [
  ['Live', 'live', 'CmdOrCtrl+1'],
  ['Request', 'request', 'CmdOrCtrl+2'],
  ['Audit', 'audit', 'CmdOrCtrl+3'],
  ['Stream lab', 'lab'],
];
const HELP: readonly Action[] = [
  ['Words and Fates Explained', 'words', 'F1', 'by page'],
  ['Keyboard Shortcuts', 'keys'],
  ['Look for a Newer Version …', 'newer'],
  ['About Strata', 'about'],
];

const SEPARATOR = { type: 'separator' } as const;

/** The menu bar. What a menu does in the window is an action of the command palette, which both hosts have. */
export function installMenu({ desk, recent, open, choose, clearRecent }: MenuParts): void {
  const isMac = process.platform === 'darwin';
  const item = ([label, id, accelerator, byPage]: Action): MenuItemConstructorOptions => ({
    label,
    click: () => desk.tell({ type: 'command', id }),
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: byPage === undefined }),
  });
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        item(['New Request', 'new-tab', 'CmdOrCtrl+N']),
        { label: 'Open …', accelerator: 'CmdOrCtrl+O', click: choose },
        {
          label: 'Open Recent',
          enabled: recent.length > 0,
          submenu: [
            ...recent.map((file) => ({ label: path.basename(file), toolTip: file, click: () => open(file) })),
            ...(recent.length > 0 ? [SEPARATOR, { label: 'Clear the List', click: clearRecent }] : []),
          ],
        },
        SEPARATOR,
        item(['Save Request …', 'save', 'CmdOrCtrl+S']),
        item(['Close Request', 'close-tab', 'CmdOrCtrl+W']),
        item(['Reopen Closed Request', 'reopen-tab', 'CmdOrCtrl+Shift+T']),
        SEPARATOR,
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: 'Edit',
      submenu: [
        { role: 'undo', registerAccelerator: false },
        { role: 'redo', registerAccelerator: false },
        SEPARATOR,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        SEPARATOR,
        item(['Find', 'find', 'CmdOrCtrl+F', 'by page']),
      ],
    },
    { label: 'Request', submenu: REQUEST.map(item) },
    {
      label: 'View',
      submenu: [
        ...VIEW.map(item),
        SEPARATOR,
        item(['Settings …', 'settings', 'CmdOrCtrl+,', 'by page']),
        SEPARATOR,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu' },
    { label: 'Help', role: 'help', submenu: HELP.map(item) },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
