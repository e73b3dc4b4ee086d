import { compareReleases, type Release, since } from './release.ts';

/**
 * Names with the versions at which each comes and goes: there from the first one on, gone from the second, back
 * from the third. Written by `oracle/tables.py`.
 */
export type Comings = Readonly<Record<string, readonly string[]>>;

/** Names with the versions since which each has a value; null where it has none from there on. */
export type Values<T> = Readonly<Record<string, Readonly<Record<string, T | null>>>>;

/** True where a name is there in a release. */
export const isThere = (comings: readonly string[], release: Release): boolean =>
  comings.filter((version) => since(release, version)).length % 2 === 1;

/** The names that are there in a release. What came with the oldest recorded one is there before it, too. */
export const namesIn = (comings: Comings, release: Release): ReadonlySet<string> =>
  new Set(Object.keys(comings).filter((name) => isThere(comings[name] ?? [], release)));

function valueIn<T>(values: Readonly<Record<string, T | null>>, release: Release): T | null {
  let last: string | undefined;
  for (const version of Object.keys(values))
    if (since(release, version) && (last === undefined || compareReleases(version, last) > 0)) last = version;
  return last === undefined ? null : (values[last] ?? null);
}

/** The values that hold in a release, by name. */
export function valuesIn<T>(values: Values<T>, release: Release): Readonly<Record<string, T>> {
  const found: [string, T][] = [];
  for (const [name, versions] of Object.entries(values)) {
    const value = valueIn(versions, release);
    if (value !== null) found.push([name, value]);
  }
  return Object.fromEntries(found);
}

/** Reads what holds in a release once for each release. */
export function perRelease<T>(read: (release: Release) => T): (release: Release) => T {
  const known = new Map<Release, T>();
  // A transform asks some hundred times, each time of the same release.
  let last: { readonly release: Release; readonly value: T } | undefined;
  return (release) => {
    if (last?.release === release) return last.value;
    const value = known.get(release) ?? read(release);
    known.set(release, value);
    last = { release, value };
    return value;
  };
}
