import type { Fate } from '../../shared/pipeline/ledger/fate.ts';
import { type ProfileId, profileOf } from '../../shared/pipeline/releases/profile.ts';

export type CellFate = Fate | 'crashed';

/** What a key met in one profile. */
export interface Met {
  readonly profile: ProfileId;
  readonly fate: CellFate;
}

/** One fate, and from when to when a key met it: `in LiteLLM 1.87`, `since 1.90`. */
export interface Period {
  readonly fate: CellFate;
  readonly when: string;
}

const release = (profile: ProfileId): string => profileOf(profile).label.replace('LiteLLM ', '');

/**
 * Says a key's way through the releases in as few words as it takes. `met` is in order of the
 * releases; Strata's own profile, which is no release, stands by itself.
 */
export function periods(met: readonly Met[]): readonly Period[] {
  const releases = met.filter(({ profile }) => !profileOf(profile).strict);
  const runs: Met[][] = [];
  for (const one of releases) {
    const run = runs[runs.length - 1];
    if (run && run[0]?.fate === one.fate) run.push(one);
    else runs.push([one]);
  }
  const told = runs.flatMap((run, i): readonly Period[] => {
    const [first] = run;
    const last = run[run.length - 1];
    if (!first || !last) return [];
    return [{ fate: first.fate, when: whenOf(first.profile, last.profile, i === 0, i === runs.length - 1) }];
  });
  const own = met.filter(({ profile }) => profileOf(profile).strict);
  return [...told, ...own.map(({ profile, fate }) => ({ fate, when: `in ${profileOf(profile).label}` }))];
}

function whenOf(from: ProfileId, to: ProfileId, first: boolean, last: boolean): string {
  const name = first ? 'LiteLLM ' : '';
  if (last && !first) return `since ${release(from)}`;
  return release(from) === release(to)
    ? `in ${name}${release(from)}`
    : `in ${name}${release(from)} to ${release(to)}`;
}
