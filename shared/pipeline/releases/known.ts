import dates from './known.json';
import figures from './measured.json';
import { compareReleases, isRelease, type Release, since } from './release.ts';
import { sameCode } from './same.ts';

/** How many of the cases that a release was given Strata answers as it did: path, headers and body, or refusal. */
export interface Measured {
  readonly cases: number;
  readonly equal: number;
  /** How many of them the release itself answers otherwise than the recorded release before it. */
  readonly changed: number;
}

/** A release that is on PyPI. */
export interface KnownRelease {
  readonly release: Release;
  /** The day it was uploaded, as `2026-11-26`. */
  readonly date: string;
  /** Set where the release itself was recorded. */
  readonly measured: Measured | null;
  /** Another release, which was recorded and has the same code; null where it was recorded itself or none is. */
  readonly like: Release | null;
}

const MEASURED: ReadonlyMap<string, Measured> = new Map(Object.entries(figures));

const likeOf = (release: Release): Release | null =>
  MEASURED.has(release) ? null : (sameCode(release).find((one) => MEASURED.has(one)) ?? null);

/** Every release from 1.80 on, the oldest first; written by `oracle/known.py`. */
export const KNOWN_RELEASES: readonly KnownRelease[] = Object.entries(dates)
  .flatMap(([release, date]) =>
    isRelease(release)
      ? [{ release, date, measured: MEASURED.get(release) ?? null, like: likeOf(release) }]
      : [],
  )
  .sort((a, b) => compareReleases(a.release, b.release));

const NEWEST_FIRST: readonly KnownRelease[] = [...KNOWN_RELEASES].reverse();

function first(releases: readonly KnownRelease[]): Release {
  const [one] = releases;
  if (!one) throw new RangeError('No release is known.');
  return one.release;
}

/** The newest release that is known. */
export const NEWEST: Release = first(NEWEST_FIRST);

/** The latest patch of a minor version such as `1.96`, or undefined where none is known. */
export const latestPatch = (minor: string): Release | undefined =>
  NEWEST_FIRST.find(({ release }) => release.startsWith(`${minor}.`))?.release;

const OLDEST_RECORDED: Release = first(KNOWN_RELEASES.filter(({ measured }) => measured !== null));

/**
 * The known release that stands for a version: itself, else the nearest before it. Nothing is known of releases
 * before the oldest recorded one, so it stands for them.
 */
export const nearestKnown = (version: Release): Release =>
  since(version, OLDEST_RECORDED)
    ? (NEWEST_FIRST.find(({ release }) => since(version, release))?.release ?? NEWEST)
    : OLDEST_RECORDED;

/** The recorded releases around a version: the nearest that is not newer, and the nearest that is newer. */
export function neighbours(version: Release): {
  readonly before: KnownRelease | undefined;
  readonly after: KnownRelease | undefined;
} {
  const recorded = ({ measured }: KnownRelease): boolean => measured !== null;
  return {
    before: NEWEST_FIRST.find((one) => recorded(one) && since(version, one.release)),
    after: KNOWN_RELEASES.find((one) => recorded(one) && !since(version, one.release)),
  };
}
