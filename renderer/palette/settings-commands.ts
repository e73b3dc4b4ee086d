import { chooseTheme, show } from '../store/view.ts';
import type { Command } from './command.ts';

export const SETTINGS: readonly Command[] = [
  {
    id: 'settings',
    group: 'Help',
    label: 'Settings',
    words: ['preferences', 'density', 'contrast'],
    keys: 'Mod ,',
    run: () => show({ settings: 'appearance' }),
  },
  {
    id: 'keys',
    group: 'Help',
    label: 'Keyboard shortcuts',
    words: ['keys', 'help'],
    keys: '?',
    run: () => show({ settings: 'keyboard' }),
  },
  {
    id: 'words',
    group: 'Help',
    label: 'Words and fates explained',
    words: ['help', 'legend', 'docs'],
    keys: 'F1',
    run: () => show({ settings: 'words' }),
  },
];

export const THEMES: readonly Command[] = [
  { id: 'dark', group: 'Theme', label: 'Theme: dark', run: () => chooseTheme('dark') },
  { id: 'light', group: 'Theme', label: 'Theme: light', run: () => chooseTheme('light') },
  { id: 'system', group: 'Theme', label: 'Theme: as the system', run: () => chooseTheme('system') },
];

export const HELP: readonly Command[] = [
  {
    id: 'newer',
    group: 'Help',
    label: 'Look for a newer version',
    words: ['update', 'upgrade'],
    run: () => show({ about: true }),
  },
  {
    id: 'about',
    group: 'Help',
    label: 'About Strata and third-party notices',
    words: ['version', 'licence', 'license', 'open source'],
    run: () => show({ about: true }),
  },
];
