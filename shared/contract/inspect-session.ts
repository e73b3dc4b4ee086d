import type { Delta } from '../delta/delta.ts';
import type { Splice } from '../delta/splice.ts';
import type { InputProblem } from '../input/text-range.ts';
import type { ProfileId } from '../pipeline/releases/profile.ts';
import type { FilteredChanges } from './filtered-apart.ts';
import type { InspectInput, InspectResult } from './inspection.ts';

/** The text of a question: whole, or as the change of the text that the question `of` was about. */
export type SessionText = string | { readonly of: number; readonly splice: Splice | null };

/**
 * One of several questions about a request that is being edited. Only what changed since the last answered question
 * crosses the channel, both ways.
 */
export interface SessionQuestion extends Omit<InspectInput, 'text'> {
  /** Chosen by the page, one for each place that follows a request. */
  readonly session: string;
  /** Counts up with every question of the session. */
  readonly number: number;
  readonly text: SessionText;
  /** The question whose inspected result the page holds; null for none. */
  readonly holds: number | null;
  /**
   * `later`: whether a button helps goes by the text before, of a huge request the filtered body, too; the page asks once
   * more when typing rests.
   */
  readonly trials?: 'now' | 'later' | undefined;
}

export type SessionAnswer =
  /** The earlier question is not known here any more: ask again with the whole text, holding nothing. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreadable'; readonly problems: readonly InputProblem[] }
  /**
   * Leads to the result from `baseOf` what the page holds. Null where they are equal but for their times.
   */
  | {
      readonly kind: 'inspected';
      readonly delta: Delta | null;
      /** Of another request than before: the filtered bodies, whose texts are empty in the result that `delta` leads to. */
      readonly filtered: readonly FilteredChanges[];
    };

/** A request as a conversation, asked for by the question that told its result; only what changed crosses the channel. */
export interface ConversationQuestion {
  readonly session: string;
  readonly of: number;
  /** Counts up with every question of this kind. */
  readonly number: number;
  /** The answer that the page holds; null for none. */
  readonly holds: number | null;
  /** The body that was sent before, as a change of the body that was made; null for none. */
  readonly before: Splice | null;
  readonly profile: ProfileId;
}

/** Leads to the conversation from the one that the page holds, or from null; `unknown` where either is forgotten. */
export type ConversationAnswer =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'read'; readonly delta: Delta | null };

/** The text of a question that was answered, in place of the text itself. */
export interface SessionRef {
  readonly session: string;
  readonly of: number;
}

/** A text as what was changed since a question about it was answered: a large one need not cross the channel again. */
export interface EditedText extends SessionRef {
  /** Null where it is the very text of the question. */
  readonly splice: Splice | null;
}

/** A question that was answered, and the last result that could be read, then or before. */
export interface Answered {
  readonly text: string;
  readonly result: InspectResult | null;
}

/**
 * What both sides know before an answer: the result that the page holds, and that most often the request is the very
 * text that is asked about.
 */
export function baseOf(held: Answered | null, text: string): object {
  const { result } = held ?? { result: null };
  if (result?.kind !== 'inspected') return { requestText: text };
  return result.requestText === held?.text ? { ...result, requestText: text } : result;
}
