import { type Behaviour, has, isObserved } from './behaviours.ts';
import type { Release } from './release.ts';
import { perRelease } from './timeline.ts';

/** A name, and the behaviour that brings it into a list where not every release has it there. */
export type Listed = string | readonly [name: string, since: Behaviour];

/** A list of names, in its order, of which some are there in some releases alone. */
export function namedBy(list: readonly Listed[]): (release: Release) => ReadonlySet<string> {
  const read = (release: Release): ReadonlySet<string> =>
    new Set(list.flatMap((one) => (typeof one === 'string' ? [one] : has(release, one[1]) ? [one[0]] : [])));
  const remembered = perRelease(read);
  return (release) => (isObserved() ? read(release) : remembered(release));
}
