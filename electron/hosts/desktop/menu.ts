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
  ['Choose the Target …', 'target'],
];
const ROUTES: readonly Action[] = [
  ['Route: as the Model String Says', 'auto'],
  ['Route: Invoke', 'invoke'],
  ['Route: Converse', 'converse'],
  ['Compare Invoke and Converse', 'compare'],
];
const TEXT: readonly Action[] = [
  ['Edit as Text', 'edit'],
  ['Lay Out the JSON', 'format', 'Alt+Shift+F', 'by page'],
];
const SCREENS: readonly Action[] = [
  ['Live', 'live', 'CmdOrCtrl+1'],
  ['Request', 'request', 'CmdOrCtrl+2'],
  ['Audit', 'audit', 'CmdOrCtrl+3'],
  ['History', 'history'],
];
const PANES: readonly Action[] = [
  ['Parameters', 'params'],
  ['Conversation', 'conversation'],
  ['Body beside the Filtered One', 'diff'],
  ['Stream Lab', 'lab'],
];
const HELP: readonly Action[] = [
  ['Guide', 'guide'],
  ['Words and Fates Explained', 'words', 'F1', 'by page'],
  ['Keyboard Shortcuts', 'keys'],
  ['Show the First Steps', 'first-steps'],
];
const PALETTE: Action = ['All Commands …', 'palette', 'CmdOrCtrl+K', 'by page'];
const SETTINGS: Action = ['Settings …', 'settings', 'CmdOrCtrl+,', 'by page'];
const NEWER: Action = ['Look for a Newer Version', 'newer'];
const ABOUT: Action = ['About Strata', 'about'];

const SEPARATOR = { type: 'separator' } as const;

type Item = MenuItemConstructorOptions;
type ToItem = (action: Action) => Item;

/** On a Mac the menu with the app's name has what stands in others elsewhere. */
const appMenu = (item: ToItem): Item => ({
  role: 'appMenu',
  submenu: [
    item(ABOUT),
    item(NEWER),
    SEPARATOR,
    item(SETTINGS),
    SEPARATOR,
    { role: 'services' },
    SEPARATOR,
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    SEPARATOR,
    { role: 'quit' },
  ],
});

const fileMenu = (item: ToItem, { recent, open, choose, clearRecent }: MenuParts, isMac: boolean): Item => ({
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
    item(['Share …', 'share', 'CmdOrCtrl+Shift+S', 'by page']),
    SEPARATOR,
    item(['Close Request', 'close-tab', 'CmdOrCtrl+W']),
    item(['Reopen Closed Request', 'reopen-tab', 'CmdOrCtrl+Shift+T']),
    SEPARATOR,
    isMac ? { role: 'close', accelerator: 'CmdOrCtrl+Shift+W' } : { role: 'quit' },
  ],
});

const editMenu = (item: ToItem): Item => ({
  label: 'Edit',
  submenu: [
    // The system's own know nothing of the versions of a request, and half of the editor's steps.
    item(['Undo', 'step-back', 'CmdOrCtrl+Z', 'by page']),
    item(['Redo', 'step-again', 'CmdOrCtrl+Shift+Z', 'by page']),
    SEPARATOR,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
    SEPARATOR,
    item(['Find', 'find', 'CmdOrCtrl+F', 'by page']),
  ],
});

const viewMenu = (item: ToItem, isMac: boolean, isPackaged: boolean): Item => ({
  label: 'View',
  submenu: [
    ...SCREENS.map(item),
    SEPARATOR,
    ...PANES.map(item),
    SEPARATOR,
    item(PALETTE),
    ...(isMac ? [] : [item(SETTINGS)]),
    SEPARATOR,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    ...(isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
  ],
});

/** The system's own would close the window by the key that closes a request. */
const windowMenu = (isMac: boolean): Item => ({
  label: 'Window',
  submenu: [
    { role: 'minimize' },
    { role: 'zoom' },
    SEPARATOR,
    isMac ? { role: 'front' } : { role: 'close', accelerator: 'CmdOrCtrl+Shift+W' },
  ],
});

/**
 * What stands in the menu bar. What a menu does in the window is an action of the command palette, which both hosts have.
 *
 * @param isMac where the app has a menu of its own name
 * @param isPackaged leaves out what developers alone use
 */
export function menuTemplate(
  parts: MenuParts,
  { isMac, isPackaged }: { readonly isMac: boolean; readonly isPackaged: boolean },
): readonly Item[] {
  const item: ToItem = ([label, id, accelerator, byPage]) => ({
    label,
    click: () => parts.desk.tell({ type: 'command', id }),
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: byPage === undefined }),
  });
  return [
    ...(isMac ? [appMenu(item)] : []),
    fileMenu(item, parts, isMac),
    editMenu(item),
    {
      label: 'Request',
      submenu: [...REQUEST.map(item), SEPARATOR, ...ROUTES.map(item), SEPARATOR, ...TEXT.map(item)],
    },
    viewMenu(item, isMac, isPackaged),
    windowMenu(isMac),
    {
      label: 'Help',
      role: 'help',
      submenu: [...HELP.map(item), ...(isMac ? [] : [SEPARATOR, item(NEWER), item(ABOUT)])],
    },
  ];
}

/** Puts the menu bar up. */
export function installMenu(parts: MenuParts): void {
  const at = { isMac: process.platform === 'darwin', isPackaged: app.isPackaged };
  Menu.setApplicationMenu(Menu.buildFromTemplate([...menuTemplate(parts, at)]));
}
