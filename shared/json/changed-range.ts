/** Where two texts differ: UTF-16 indexes into both. */
export interface ChangedRange {
  readonly from: number;
  readonly oldTo: number;
  readonly newTo: number;
}

/** Texts are compared in pieces of so many units first: the engine compares whole pieces faster than units one by one. */
const PIECE = 4096;

function sharedStart(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at + PIECE <= length && a.slice(at, at + PIECE) === b.slice(at, at + PIECE)) at += PIECE;
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** Units alike at the end, `most` at most. */
function sharedEnd(a: string, b: string, most: number): number {
  const piece = (text: string, at: number): string => text.slice(text.length - at - PIECE, text.length - at);
  let at = 0;
  while (at + PIECE <= most && piece(a, at) === piece(b, at)) at += PIECE;
  while (at < most && a.charCodeAt(a.length - 1 - at) === b.charCodeAt(b.length - 1 - at)) at++;
  return at;
}

/** The one range in which two texts differ. */
export function changedRange(before: string, after: string): ChangedRange {
  const from = sharedStart(before, after);
  const end = sharedEnd(before, after, Math.min(before.length, after.length) - from);
  return { from, oldTo: before.length - end, newTo: after.length - end };
}
