import { PROFILE_IDS, profileOf } from '../../shared/pipeline/releases/profile.ts';
import { SAMPLES } from '../../shared/samples/samples.ts';
import { chooseProfile } from '../store/request.ts';
import { openSample } from '../store/saved.ts';
import type { Command } from './command.ts';
import { LIVE } from './live-commands.ts';
import { MENU } from './menu-commands.ts';
import { READ_AS, REQUEST, ROUTES } from './request-commands.ts';
import { HELP, LOOKS, SETTINGS, THEMES } from './settings-commands.ts';
import { CHUNKS, SIMULATOR } from './simulator-commands.ts';
import { PLACES } from './target-commands.ts';
import { VIEWS } from './view-commands.ts';

export { MENU };

/** Every action of the window that needs nothing from the request at hand. */
export const COMMANDS: readonly Command[] = [
  ...REQUEST,
  ...ROUTES,
  ...READ_AS,
  ...PROFILE_IDS.map((id) => ({
    id: `profile-${id}`,
    group: 'Profile',
    label: `Profile: ${profileOf(id).label}`,
    words: ['release', 'version'],
    run: () => chooseProfile(id),
  })),
  ...SAMPLES.map(({ id, title, note }) => ({
    id: `sample-${id}`,
    group: 'Samples',
    label: title,
    words: [note],
    run: () => openSample(id),
  })),
  ...VIEWS,
  ...LIVE,
  ...SETTINGS,
  ...PLACES,
  ...SIMULATOR,
  ...CHUNKS,
  ...THEMES,
  ...LOOKS,
  ...HELP,
];
