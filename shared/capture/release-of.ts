import type { Pointer } from '../json/pointer.ts';
import type { ProfileId } from '../pipeline/releases/profile.ts';

/** What a profile makes of the request behind a captured body. */
export interface BodyMatch {
  readonly profile: ProfileId;
  /** `1.109`. */
  readonly release: string;
  readonly outcome: 'equal' | 'differs' | 'not-sent';
  /** Where its body differs from the captured one. */
  readonly pointers: readonly Pointer[];
}

/** Releases that follow one another among those that were tried, and what they have in common. */
interface Run {
  readonly first: string;
  last: string;
  readonly outcome: BodyMatch['outcome'];
  readonly places: number;
}

function runsOf(matches: readonly BodyMatch[]): readonly Run[] {
  const runs: Run[] = [];
  for (const { release, outcome, pointers } of matches) {
    const last = runs.at(-1);
    if (last?.outcome === outcome && last.places === pointers.length) last.last = release;
    else runs.push({ first: release, last: release, outcome, places: pointers.length });
  }
  return runs;
}

const named = ({ first, last }: Run): string => (first === last ? first : `${first} to ${last}`);

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const places = (count: number): string => (count === 1 ? 'in one place' : `in ${count} places`);

/** Releases that differ are told up to this many runs of them; the nearest to the body first. */
const MOST_TOLD = 3;

/** Which LiteLLM made a body, in one sentence: `…what LiteLLM 1.104 to 1.108 sends. 1.109 would differ in 2 places.` */
export function explainRelease(matches: readonly BodyMatch[]): string {
  const runs = runsOf(matches);
  const of = (outcome: BodyMatch['outcome']): readonly Run[] => runs.filter((run) => run.outcome === outcome);
  const equal = of('equal').map(named);
  const differing = of('differs');
  const told = [...differing].sort((a, b) => a.places - b.places).slice(0, MOST_TOLD);
  const others = differing
    .filter((run) => told.includes(run))
    .map((run) => `${named(run)} would differ ${places(run.places)}`)
    .join(', ');
  const more = differing.length > told.length ? ', others in more' : '';
  const silent = of('not-sent').map(named);
  const refused = silent.length === 0 ? '' : ` ${list(silent)} would send nothing.`;
  if (equal.length === 0)
    return others === ''
      ? `No release sends this body.${refused}`
      : `No release explains this body: ${others}${more}.${refused}`;
  const head = `This body is what LiteLLM ${list(equal)} sends.`;
  return others === '' ? `${head}${refused}` : `${head} ${others}${more}.${refused}`;
}

/** The releases that send a body, as an exchange keeps them: `1.104, 1.105`; empty where none does. */
export const releasesOf = (matches: readonly BodyMatch[]): string =>
  matches
    .filter(({ outcome }) => outcome === 'equal')
    .map(({ release }) => release)
    .join(', ');
