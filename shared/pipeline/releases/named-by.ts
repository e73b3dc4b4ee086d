import { type Behaviour, has, isObserved } from './behaviours.ts';
import type { Release } from './release.ts';
import { perRelease } from './timeline.ts';

/** A name, and the behaviour that brings it into a list where not every release has it there. */
export type Listed<Name extends string = string> = Name | readonly [name: Name, since: Behaviour];

/** A list of names, in its order, of which some are there in some releases alone. */
export function namedBy<Name extends string = string>(
  list: readonly Listed<NoInfer<Name>>[],
): (release: Release) => ReadonlySet<Name> {
  const read = (release: Release): ReadonlySet<Name> =>
    new Set(list.flatMap((one) => (typeof one === 'string' ? [one] : has(release, one[1]) ? [one[0]] : [])));
  const remembered = perRelease(read);
  return (release) => (isObserved() ? read(release) : remembered(release));
}
