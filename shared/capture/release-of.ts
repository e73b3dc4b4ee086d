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

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const places = (count: number): string => (count === 1 ? 'in one place' : `in ${count} places`);

/** Which LiteLLM made a body, in one sentence. */
export function explainRelease(matches: readonly BodyMatch[]): string {
  const equal = matches.filter(({ outcome }) => outcome === 'equal').map(({ release }) => release);
  const differing = matches.filter(({ outcome }) => outcome === 'differs');
  const others = differing
    .map(({ release, pointers }) => `${release} would differ ${places(pointers.length)}`)
    .join(', ');
  const silent = matches.filter(({ outcome }) => outcome === 'not-sent').map(({ release }) => release);
  const refused = silent.length === 0 ? '' : ` ${list(silent)} would send nothing.`;
  if (equal.length === 0)
    return others === ''
      ? `No profile sends this body.${refused}`
      : `No profile explains this body: ${others}.${refused}`;
  const head = `This body is what LiteLLM ${list(equal)} sends.`;
  return others === '' ? `${head}${refused}` : `${head} ${others}.${refused}`;
}
