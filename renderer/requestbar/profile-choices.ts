import { KNOWN_RELEASES } from '../../shared/pipeline/releases/known.ts';
import {
  PROFILE_IDS,
  type ProfileId,
  profileOf,
  readProfileId,
} from '../../shared/pipeline/releases/profile.ts';
import { standingText } from '../../shared/pipeline/releases/standing.ts';

/** A profile as the list shows it. */
export interface ProfileChoice {
  readonly id: ProfileId;
  readonly label: string;
  readonly note: string;
}

const NOTES: Partial<Readonly<Record<ProfileId, string>>> = {
  'litellm-1.87': 'Before the fix: stream_chunk_size leaks on invoke',
  'litellm-1.90': 'With the fix of PR #30240',
  'litellm-1.109': 'The newest of the three that were recorded in full',
  strict: 'Strata’s own: only what Bedrock accepts',
};

/** The day of a release, and how exactly it is shown. */
function noteOf(id: ProfileId): string {
  const note = NOTES[id];
  if (note !== undefined) return note;
  const { release, standing } = profileOf(id);
  const day = KNOWN_RELEASES.find((one) => one.release === release && id.endsWith(release))?.date;
  return `${day === undefined ? '' : `${day} · `}${standingText(standing)}`;
}

const choice = (id: ProfileId): ProfileChoice => ({ id, label: profileOf(id).label, note: noteOf(id) });

const RELEASES: readonly ProfileId[] = [...KNOWN_RELEASES]
  .reverse()
  .map(({ release }): ProfileId => `litellm-${release}`);

/**
 * The profiles for what was typed: the version itself, even one that nobody knows, then what was chosen lately, what
 * is offered by name, and every release that is known, the newest first.
 */
export function profileChoices(query: string, recent: readonly ProfileId[]): readonly ProfileChoice[] {
  const typed = readProfileId(query);
  const ids = new Set<ProfileId>([...recent, ...PROFILE_IDS, 'litellm-latest', ...RELEASES]);
  const text = query
    .toLowerCase()
    .replace(/^\s*(?:litellm[- ]?|v)?/, '')
    .trimEnd();
  const found = [...ids].filter((id) => id.includes(text));
  return [...new Set([...(typed === null ? [] : [typed]), ...found])].map(choice);
}
