import type { TakenKind } from '../../contract/share.ts';
import type { Redactor } from '../../redaction/redactor.ts';
import { findPrivate } from './private.ts';

/** A value in a text that may have to go: the range `[from, to)` in UTF-16 units, and the name beside it that told. */
export interface Spot {
  readonly kind: TakenKind;
  readonly from: number;
  readonly to: number;
  readonly name: string | null;
  readonly number?: true;
}

/** Finds secrets and what is private in a text; they may overlap. */
export type Search = (text: string) => readonly Spot[];

/** Texts in which nothing was found and that are not searched again; UTF-16 units of one. */
const MOST_BARE = 5_000;
const LONGEST_BARE = 300;

/** What a redactor tells in calls, and what is private by its form. */
const searchWith =
  (redactor: Redactor): Search =>
  (text) => [...redactor.inCall(text), ...findPrivate(text).map((spot) => ({ ...spot, name: null }))];

const NOTHING: readonly Spot[] = [];

/** The same search: names, headers and short bodies are the same in call after call, and are searched once. */
function remembering(search: Search): Search {
  const bare = new Set<string>();
  return (text) => {
    const isShort = text.length <= LONGEST_BARE;
    if (isShort && bare.has(text)) return NOTHING;
    const spots = search(text);
    if (isShort && spots.length === 0) {
      if (bare.size >= MOST_BARE) bare.clear();
      bare.add(text);
    }
    return spots;
  };
}

/** The usual search. */
export const usualSearch = (redactor: Redactor): Search => remembering(searchWith(redactor));
