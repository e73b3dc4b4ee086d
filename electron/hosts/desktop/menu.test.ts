import type { MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import type { DeskEvent } from '../../../shared/contract/desk.ts';
import { menuTemplate } from './menu.ts';

vi.mock('electron', () => ({ app: {}, Menu: {} }));

const told: DeskEvent[] = [];
const PARTS = {
  desk: { tell: (event: DeskEvent) => void told.push(event) },
  recent: ['/home/me/one.json'],
  open: () => undefined,
  choose: () => undefined,
  clearRecent: () => undefined,
};

const itemsOf = (items: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])]);

test.each([true, false])('each key of the menu bar means one thing (Mac: %s)', (isMac) => {
  const items = itemsOf(menuTemplate(PARTS, { isMac, isPackaged: true }));
  const keys = items.flatMap(({ accelerator }) => accelerator ?? []);
  expect(keys).toEqual([...new Set(keys)]);
  // Menus that the system fills, and its closing, bring keys of their own: Ctrl+W closed the window with all requests.
  expect(items.filter(({ role, submenu }) => role?.endsWith('Menu') && !submenu)).toEqual([]);
  expect(items.filter(({ role, accelerator }) => role === 'close' && !accelerator)).toEqual([]);
});

test('a Mac has About, settings and the end in the menu of the app’s name, others elsewhere', () => {
  const place = (isMac: boolean, label: string): readonly (string | undefined)[] =>
    menuTemplate(PARTS, { isMac, isPackaged: true })
      .filter(({ submenu }) =>
        itemsOf(Array.isArray(submenu) ? submenu : []).some((one) => one.label === label),
      )
      .map(({ role, label: menu }) => menu ?? role);
  expect(['About Strata', 'Settings …'].map((label) => place(true, label))).toEqual([
    ['appMenu'],
    ['appMenu'],
  ]);
  expect(['About Strata', 'Settings …'].map((label) => place(false, label))).toEqual([['Help'], ['View']]);
});
