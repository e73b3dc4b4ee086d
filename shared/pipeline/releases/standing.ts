import { KNOWN_RELEASES, type Measured, NEWEST, neighbours } from './known.ts';
import { type Release, since } from './release.ts';

/** From this share of equal cases on, a release is called recorded; below it, an approximation. */
const EXACT_ENOUGH = 0.98;

/** How exactly a version is shown. */
export interface Standing {
  readonly kind:
    | /** The version itself was recorded. */ 'recorded'
    /** One with the same code was recorded. */
    | 'same-code'
    /** The recorded releases before and after it answer every case alike. */
    | 'same'
    /** Something changes around it, or it is older or newer than all that was recorded. */
    | 'approximate';
  /** The version that was asked for. */
  readonly of: Release;
  /** The recorded release that stands for it. */
  readonly as: Release;
  readonly measured: Measured;
  /** What everybody should know of the version itself, or null. */
  readonly warning: string | null;
  /** The next recorded release, where cases change on the way to it. */
  readonly until: { readonly release: Release; readonly changed: number } | null;
}

/** The first release that keeps the AWS credentials of a call out of every body. */
const CREDENTIALS_KEPT_OUT: Release = '1.79.3';
const LEAKS_CREDENTIALS =
  'Up to 1.79.2 LiteLLM puts the AWS credentials of a call, aws_secret_access_key among them, into some bodies: a credential leak, which this profile does not show.';

/** The standing of any version, known or not. */
export function standingOf(version: Release): Standing {
  const { before, after } = neighbours(version);
  const known = KNOWN_RELEASES.find(({ release }) => release === version);
  const twin = KNOWN_RELEASES.find(({ release }) => release === known?.like);
  const home = twin ?? before ?? after;
  if (!home?.measured) throw new RangeError('No release was recorded.');
  const { release: as, measured } = home;
  const warning = since(version, CREDENTIALS_KEPT_OUT) ? null : LEAKS_CREDENTIALS;
  const said = { of: version, as, measured, warning };
  const exact = measured.equal >= measured.cases * EXACT_ENOUGH;
  if (as === version) return { ...said, kind: exact ? 'recorded' : 'approximate', until: null };
  if (twin) return { ...said, kind: exact ? 'same-code' : 'approximate', until: null };
  const changed = after?.measured?.changed ?? 0;
  const until = before && after && changed > 0 ? { release: after.release, changed } : null;
  const between = known !== undefined && before !== undefined && after !== undefined && until === null;
  return { ...said, kind: exact && between ? 'same' : 'approximate', until };
}

const count = (cases: number): string => cases.toLocaleString('en-US');

/** The standing in a sentence, for example “Recorded: 10,088 of 10,088 cases are equal.” */
export function standingText(standing: Standing): string {
  const text = exactness(standing);
  return standing.warning === null ? text : `${standing.warning} ${text}`;
}

function exactness({ kind, of, as, measured, until }: Standing): string {
  const figure = `${count(measured.equal)} of ${count(measured.cases)} recorded cases are equal`;
  if (kind === 'recorded') return `Recorded: ${figure}.`;
  if (kind === 'same-code')
    return `Same code as ${as}: every file that a chat to Bedrock runs through is equal; ${figure}.`;
  if (kind === 'same') return `Same as ${as}: the next recorded release answers every case alike; ${figure}.`;
  if (as === of) return `Approximate: ${figure}.`;
  if (until)
    return `Approximate: shown as ${as} (${figure}); ${count(until.changed)} cases change until ${until.release}.`;
  if (since(of, NEWEST)) return `Approximate: shown as ${as}, the newest that was recorded (${figure}).`;
  return `Approximate: shown as ${as}, the nearest that was recorded (${figure}).`;
}
