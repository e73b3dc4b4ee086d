import { KNOWN_RELEASES, type Measured, NEWEST, neighbours } from './known.ts';
import { type Release, since } from './release.ts';

/** From this share of equal cases on, a release is called recorded; below it, an approximation. */
const EXACT_ENOUGH = 0.98;

/** How exactly a version is shown. */
export interface Standing {
  readonly kind:
    | /** The version itself was recorded. */ 'recorded'
    /** The recorded releases before and after it answer every case alike. */
    | 'same'
    /** Something changes around it, or it is older or newer than all that was recorded. */
    | 'approximate';
  /** The recorded release that stands for it. */
  readonly as: Release;
  readonly measured: Measured;
  /** The next recorded release, where cases change on the way to it. */
  readonly until: { readonly release: Release; readonly changed: number } | null;
}

/** The standing of any version, known or not. */
export function standingOf(version: Release): Standing {
  const { before, after } = neighbours(version);
  const home = before ?? after;
  if (!home?.measured) throw new RangeError('No release was recorded.');
  const { release: as, measured } = home;
  const exact = measured.equal >= measured.cases * EXACT_ENOUGH;
  if (as === version) return { kind: exact ? 'recorded' : 'approximate', as, measured, until: null };
  const changed = after?.measured?.changed ?? 0;
  const until = before && after && changed > 0 ? { release: after.release, changed } : null;
  const known = KNOWN_RELEASES.some(({ release }) => release === version);
  const between = known && before !== undefined && after !== undefined && until === null;
  return { kind: exact && between ? 'same' : 'approximate', as, measured, until };
}

const count = (cases: number): string => cases.toLocaleString('en-US');

/** The standing in a sentence, for example “Recorded: 10,088 of 10,088 cases are equal.” */
export function standingText({ kind, as, measured, until }: Standing, version: Release): string {
  const figure = `${count(measured.equal)} of ${count(measured.cases)} recorded cases are equal`;
  if (kind === 'recorded') return `Recorded: ${figure}.`;
  if (kind === 'same') return `Same as ${as}: the next recorded release answers every case alike; ${figure}.`;
  if (as === version) return `Approximate: ${figure}.`;
  if (until)
    return `Approximate: shown as ${as} (${figure}); ${count(until.changed)} cases change until ${until.release}.`;
  if (since(version, NEWEST)) return `Approximate: shown as ${as}, the newest that was recorded (${figure}).`;
  return `Approximate: shown as ${as}, the nearest that was recorded (${figure}).`;
}
