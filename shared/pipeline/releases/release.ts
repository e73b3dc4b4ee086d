/** A LiteLLM release by its full version, as on PyPI: `1.109.1`. */
export type Release = `${number}.${number}.${number}`;

const VERSION = /^(\d{1,4})\.(\d{1,4})\.(\d{1,4})$/;
const ranks = new Map<string, number>();

/** Where a version stands among all others. Throws on what is no full version. */
function rankOf(version: string): number {
  const known = ranks.get(version);
  if (known !== undefined) return known;
  const parts = VERSION.exec(version);
  if (!parts) throw new RangeError(`${version} is no full version such as 1.109.1`);
  const rank = (Number(parts[1]) * 1e4 + Number(parts[2])) * 1e4 + Number(parts[3]);
  ranks.set(version, rank);
  return rank;
}

/** True for a full version. */
export const isRelease = (text: string): text is Release => VERSION.test(text);

/** A full version as such. Throws on what is none. */
export function readRelease(text: string): Release {
  if (!isRelease(text)) throw new RangeError(`${text} is no full version such as 1.109.1`);
  return text;
}

/** Negative where the first is the older one: for sorting. Throws on what is no full version. */
export const compareReleases = (a: string, b: string): number => rankOf(a) - rankOf(b);

/** True for the given version and all later ones. Throws on what is no full version. */
export const since = (release: Release, version: string): boolean => rankOf(release) >= rankOf(version);

/**
 * A table by release: what holds for a release is the entry of the newest version that is not newer
 * than it, or the first entry where all are newer. So a release without an entry of its own is like
 * the one before it. Throws on a key that is no full version, and on an empty table.
 */
export function byRelease<T>(table: Readonly<Record<string, T>>): (release: Release) => T {
  const entries = Object.entries(table)
    .map(([version, value]) => ({ rank: rankOf(version), value }))
    .sort((a, b) => b.rank - a.rank);
  const first = entries.at(-1);
  if (!first) throw new RangeError('A table by release needs an entry.');
  const found = new Map<Release, T>();
  return (release) => {
    const known = found.get(release);
    if (known !== undefined) return known;
    const rank = rankOf(release);
    const { value } = entries.find((entry) => entry.rank <= rank) ?? first;
    found.set(release, value);
    return value;
  };
}

/** The same for a recorded table, each entry of which is read first. */
export function readByRelease<R, T>(
  table: Readonly<Record<string, R>>,
  read: (recorded: R) => T,
): (release: Release) => T {
  return byRelease(
    Object.fromEntries(Object.entries(table).map(([version, recorded]) => [version, read(recorded)])),
  );
}
