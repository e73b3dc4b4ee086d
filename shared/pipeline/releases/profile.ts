import { strip } from '../python/space.ts';
import { latestPatch, NEWEST, nearestKnown } from './known.ts';
import { isRelease, type Release, readRelease } from './release.ts';
import { type Standing, standingOf } from './standing.ts';

/**
 * Whose transform is modelled: a LiteLLM release by its full version (`litellm-1.96.2`), the latest patch of a minor
 * version (`litellm-1.96`), the newest release (`litellm-latest`), or Strata's own profile.
 */
export type ProfileId = `litellm-${number}.${number}` | `litellm-${Release}` | 'litellm-latest' | 'strict';

/** The profiles that are offered by name; every other version can be typed. */
export const PROFILE_IDS = ['litellm-1.87', 'litellm-1.90', 'litellm-1.109', 'strict'] as const;

/** The profile where none is named: the newest of those that are offered by name. */
export const DEFAULT_PROFILE = 'litellm-1.109' satisfies (typeof PROFILE_IDS)[number];

/** A profile is data: the same stages run under every profile, with other tables and switches. */
export interface Profile {
  readonly id: ProfileId;
  readonly label: string;
  /** The release whose behaviour is shown: the one asked for, or the nearest that is known. */
  readonly release: Release;
  /** How exact that is. */
  readonly standing: Standing;
  /** True for Strata's own profile: only what Bedrock accepts is sent, every internal key is consumed. */
  readonly strict: boolean;
}

const WRITTEN = /^(?:litellm-|LiteLLM |v)?(latest|\d{1,4}\.\d{1,4}(?:\.\d{1,4})?)$/;

/** True for the name of a profile, in the one form that is stored and sent. */
export const isProfileId = (text: unknown): text is ProfileId =>
  typeof text === 'string' && (text === 'strict' || (text.startsWith('litellm-') && WRITTEN.test(text)));

/**
 * The profile that somebody names: `litellm-1.96.2`, `1.96`, `v1.110.2`, `latest`, `strict`; null for what names
 * none.
 */
export function readProfileId(text: string): ProfileId | null {
  const written = strip(text);
  const id = written === 'strict' ? written : `litellm-${WRITTEN.exec(written)?.[1] ?? ''}`;
  return isProfileId(id) ? id : null;
}

function releaseOf(id: ProfileId): Release {
  const version = id.slice('litellm-'.length);
  if (id === 'strict' || version === 'latest') return NEWEST;
  if (isRelease(version)) return version;
  return latestPatch(version) ?? readRelease(`${version}.0`);
}

const profiles = new Map<ProfileId, Profile>();
/** More than anybody chooses; a client that asks for every version there could be does not fill the memory. */
const REMEMBERED = 500;

/** What a profile's name stands for. Every version has one: where it was not recorded, its standing says so. */
export function profileOf(id: ProfileId): Profile {
  const known = profiles.get(id);
  if (known) return known;
  const asked = releaseOf(id);
  const release = nearestKnown(asked);
  const strict = id === 'strict';
  const label = strict ? 'Strict' : `LiteLLM ${id.slice('litellm-'.length)}`;
  const profile = { id, label, release, standing: standingOf(asked), strict };
  if (profiles.size >= REMEMBERED) profiles.clear();
  profiles.set(id, profile);
  return profile;
}
