import { changedRange } from '../json/changed-range.ts';

/** A stretch of a text, UTF-16 units from its beginning, and what stands in its place afterwards. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** The smallest single replacement that turns one text into another; null where both are the same. */
export function spliceBetween(before: string, after: string): Splice | null {
  if (before === after) return null;
  const { from, oldTo, newTo } = changedRange(before, after);
  return { from, to: oldTo, insert: after.slice(from, newTo) };
}

/** The text after a replacement. */
export const spliced = (text: string, { from, to, insert }: Splice): string =>
  text.slice(0, from) + insert + text.slice(to);
