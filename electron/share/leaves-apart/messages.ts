import type { RedactionChoices } from '../../../shared/contract/share.ts';
import type { HarOptions, Whole } from '../../../shared/share/har.ts';
import type { FoundInCall } from '../call-redaction.ts';

/** What a helper's process is told once, before anything else. */
export interface Task {
  /** Absolute path of the store's file. */
  readonly file: string;
  readonly choices: RedactionChoices;
  readonly form: LeaveForm;
}

/** What exchanges become. */
export type LeaveForm = { readonly kind: 'har'; readonly options: HarOptions } | { readonly kind: 'share' };

/** Exchanges as they stand in a file. */
export interface Entries {
  /** Entries in UTF-8, with what stands between two of them. */
  readonly bytes: Uint8Array;
  readonly count: number;
  /** Secrets that were taken out of them before they were kept. */
  readonly redactions: number;
}

/** What it is told. */
export type ToHelper =
  | { readonly type: 'task'; readonly task: Task }
  /** Numbers of exchanges in the store. */
  | { readonly type: 'wanted'; readonly numbers: readonly number[] };

/** Some exchanges of a file: as they stand in it, or one of which something may have to go. */
export type Part =
  | { readonly kind: 'entries'; readonly entries: Entries }
  | { readonly kind: 'found'; readonly whole: Whole; readonly found: FoundInCall };

/** What it answers, in the order in which it was asked. */
export interface FromHelper {
  readonly parts: readonly Part[];
  /** Of so many numbers it tells, the first ones; 0 where they cannot be read together. */
  readonly covered: number;
}

/** Of a helper that cannot read, or has ended. */
export const NOTHING: FromHelper = { parts: [], covered: 0 };
