import { showNewer } from '../about/newer.ts';
import { GUIDE } from '../settings/guide.ts';
import { showFirstSteps } from '../store/first-steps.ts';
import { CONTRASTS, chooseLook, DENSITIES } from '../store/look.ts';
import { chooseTheme, type SettingsPart, show } from '../store/view.ts';
import type { Command } from './command.ts';

const PARTS: readonly (readonly [part: SettingsPart, label: string, ...words: readonly string[]])[] = [
  ['targets', 'Targets', 'aws', 'profile', 'region'],
  ['capture', 'Capture', 'port', 'certificate'],
  ['telemetry', 'OpenTelemetry', 'spans', 'otlp'],
  ['redaction', 'Redaction', 'secrets', 'keys', 'privacy'],
];

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
  ...PARTS.map(([settings, label, ...words]) => ({
    id: `settings-${settings}`,
    group: 'Help',
    label: `Settings: ${label}`,
    words,
    run: () => show({ settings }),
  })),
];

export const LOOKS: readonly Command[] = [
  ...CONTRASTS.map((contrast) => ({
    id: `contrast-${contrast}`,
    group: 'Theme',
    label: `Contrast: ${contrast === 'system' ? 'as the system' : contrast}`,
    words: ['look', 'colours'],
    run: () => chooseLook({ contrast }),
  })),
  ...DENSITIES.map((density) => ({
    id: `density-${density}`,
    group: 'Theme',
    label: `Density: ${density}`,
    words: ['look', 'space', 'rows'],
    run: () => chooseLook({ density }),
  })),
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
    run: showNewer,
  },
  {
    id: 'guide',
    group: 'Help',
    label: 'Open the guide',
    words: ['docs', 'manual', 'help'],
    run: () => void window.open(GUIDE, '_blank', 'noopener'),
  },
  {
    id: 'first-steps',
    group: 'Help',
    label: 'Show the first steps',
    words: ['hint', 'tour', 'start'],
    run: () => {
      show({ screen: 'request' });
      showFirstSteps(true);
    },
  },
  {
    id: 'about',
    group: 'Help',
    label: 'About Strata and third-party notices',
    words: ['version', 'licence', 'license', 'open source'],
    run: () => show({ about: true }),
  },
];
