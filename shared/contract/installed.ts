import type { ProfileId } from '../pipeline/releases/profile.ts';

/** A LiteLLM that lies on this machine. */
export interface InstalledRelease {
  /** Names it to the host; a page cannot make one up. */
  readonly id: string;
  /** As its package says it: `1.97.3`. */
  readonly version: string;
  /** Its Python. */
  readonly python: string;
  /** How that was found: `VIRTUAL_ENV`, `python3`, `uv`, `chosen` … */
  readonly from: string;
}

export interface InstalledState {
  readonly found: readonly InstalledRelease[];
  /** True where the host can ask for another Python in a dialog of its own. */
  readonly canChoose: boolean;
  /** Why the Python that was chosen last cannot be taken; null where nothing is wrong. */
  readonly problem: string | null;
}

/** What goes over the wire, or why nothing does. */
export type SentOrNot =
  | {
      readonly kind: 'sent';
      readonly path: string;
      readonly headers: Readonly<Record<string, string>>;
      /** The body laid out for reading. */
      readonly bodyText: string;
      /** Its size on the wire. */
      readonly bodyBytes: number;
    }
  | { readonly kind: 'refused' | 'crashed' | 'invalid'; readonly message: string };

/** What a LiteLLM on this machine makes of a request, beside what Strata says of that version. */
export type InstalledAnswer =
  | { readonly kind: 'not-asked'; readonly why: string }
  | {
      readonly kind: 'answered';
      readonly version: string;
      readonly python: string;
      /** The profile that it is held against: the same version. */
      readonly profile: ProfileId;
      readonly real: SentOrNot;
      readonly model: SentOrNot;
      /** One line each; empty where both are equal byte for byte. */
      readonly differences: readonly string[];
      /** How many more there are. */
      readonly more: number;
      /** The difference as a case for Strata's makers, without secrets: JSON. Null where there is none. */
      readonly caseText: string | null;
      /** How long LiteLLM took, milliseconds. */
      readonly ms: number;
    };
