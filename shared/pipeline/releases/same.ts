import { isRelease, type Release } from './release.ts';
import table from './same.json';

/**
 * Releases in a row in which the code that a chat to Bedrock runs through is the same, byte for byte, and what the
 * cost map says of Bedrock's models, prices aside: under the first of each row. Written by `oracle/same.py`.
 */
const ROWS: readonly (readonly Release[])[] = Object.values(table).map((row) => row.filter(isRelease));

const rows: ReadonlyMap<Release, readonly Release[]> = new Map(
  ROWS.flatMap((row) => row.map((release) => [release, row] as const)),
);

/** The releases with the same code, itself among them, the oldest first. */
export const sameCode = (release: Release): readonly Release[] => rows.get(release) ?? [release];

/** The first release with the same code: what one of them does begins there. */
export const firstAlike = (release: Release): Release => sameCode(release)[0] ?? release;
