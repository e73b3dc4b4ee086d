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

/**
 * One replacement in `text` that does what `first` does, and then `next` in what that leads to. It spans what lies between
 * the two.
 */
export function composed(text: string, first: Splice | null, next: Splice | null): Splice | null {
  if (!first || !next) return first ?? next;
  const inserted = first.from + first.insert.length;
  const from = Math.min(first.from, next.from);
  const to = Math.max(inserted, next.to) - inserted + first.to;
  const between = text.slice(from, first.from) + first.insert + text.slice(first.to, to);
  const within = { from: next.from - from, to: next.to - from, insert: next.insert };
  return { from, to, insert: spliced(between, within) };
}
