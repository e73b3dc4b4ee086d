import { isProfileId, type ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { recall, remember, storage } from './remembered.ts';

const KEY = 'strata.profiles';
const AREA = storage('local');
const MOST = 5;

const isList = (value: unknown): value is readonly ProfileId[] =>
  Array.isArray(value) && value.length <= MOST && value.every(isProfileId);

/** The profiles that were chosen lately, the last one first. */
export const recentProfiles = (): readonly ProfileId[] => recall(AREA, KEY, [], isList);

/** Puts a profile among those that were chosen lately. */
export function rememberProfile(id: ProfileId): void {
  remember(AREA, KEY, [id, ...recentProfiles().filter((one) => one !== id)].slice(0, MOST));
}
