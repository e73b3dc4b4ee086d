import type { SecretKind } from './finding.ts';

/** A kind of secret that its own form tells, wherever it stands. */
export interface Pattern {
  readonly kind: SecretKind;
  /** The fixed beginnings, of two characters of ASCII at least; of those that begin alike the longest counts. */
  readonly heads: readonly string[];
  /** What follows the head. A group 1 stays as it is and only what follows it is taken out, head kept too. */
  readonly tail: string;
  /** True where the head belongs to what stays, not to the secret. */
  readonly keepHead?: true;
  /** True where a hyphen or underscore before the head makes it the middle of a longer word. */
  readonly wholeWord?: true;
  /** True where letters alone are enough, capitals and small ones mixed: elsewhere a key has a digit. */
  readonly lettersOnly?: true;
  /** Where the head stands inside of the token: what comes before it, `least` to `most` characters of a class. */
  readonly before?: { readonly of: RegExp; readonly least: number; readonly most: number };
}
