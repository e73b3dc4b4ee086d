import type { Pointer } from '../json/pointer.ts';
import type { Evidence } from '../validation/problem.ts';

/** What can be found in a request, each kind a rule of the reports. */
export const FINDING_KINDS = {
  unreadable: 'The text cannot be read as a request.',
  'refused-by-litellm': 'LiteLLM refuses the request itself; nothing is sent.',
  'crash-in-litellm': 'This release of LiteLLM fails on the request by a defect of its own.',
  'refused-by-bedrock': 'Bedrock refuses the body that LiteLLM sends.',
  'may-be-refused': 'Bedrock may refuse the body; no evidence says that it always does.',
  leak: 'A parameter that is LiteLLM’s own, or that the model does not know, stands in the body.',
  loss: 'A value of the request is not sent, and no error says so.',
} as const;
export type FindingKind = keyof typeof FINDING_KINDS;

export const LEVELS = ['error', 'warning', 'note'] as const;
/** How much it matters: an error breaks the call, a warning may, a note tells what is lost in silence. */
export type Level = (typeof LEVELS)[number];

/** One thing that is wrong with a request. */
export interface Finding {
  readonly kind: FindingKind;
  readonly level: Level;
  /** Bedrock's, LiteLLM's or Strata's own words. */
  readonly message: string;
  /** Why, in a plain sentence; empty where the message says it. */
  readonly why: string;
  /** The place in the request, where it is known. */
  readonly pointer: Pointer | null;
  readonly evidence: readonly Pick<Evidence, 'source' | 'url' | 'date'>[];
}

/** A finding with its place in a file. */
export interface FoundAt extends Finding {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** The id of the line of a batch, or the number of one of several calls in a file; else null. */
  readonly id: string | number | null;
}

/** Whether a level is as grave as another or graver. */
export const atLeast = (level: Level, least: Level): boolean =>
  LEVELS.indexOf(level) <= LEVELS.indexOf(least);
