/** A stretch of a text, UTF-16 units from its beginning, and what stands in its place afterwards. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Texts are first compared by pieces of this length, which engines do at the speed of memory. */
const PIECE = 4096;

/** How many units both texts begin with. */
function commonHead(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at + PIECE <= most && a.slice(at, at + PIECE) === b.slice(at, at + PIECE)) at += PIECE;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** How many units both texts end with, `most` at most. */
function commonTail(a: string, b: string, most: number): number {
  let at = 0;
  const ends = (text: string): string => text.slice(text.length - at - PIECE, text.length - at);
  while (at + PIECE <= most && ends(a) === ends(b)) at += PIECE;
  while (at < most && a.charCodeAt(a.length - 1 - at) === b.charCodeAt(b.length - 1 - at)) at++;
  return at;
}

/** The smallest single replacement that turns one text into another; null where both are the same. */
export function spliceBetween(before: string, after: string): Splice | null {
  if (before === after) return null;
  const from = commonHead(before, after);
  const tail = commonTail(before, after, Math.min(before.length, after.length) - from);
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}

/** The text after a replacement. */
export const spliced = (text: string, { from, to, insert }: Splice): string =>
  text.slice(0, from) + insert + text.slice(to);
