import type { ChangeSet, ChangeSpec } from '@codemirror/state';

/**
 * The smallest single replacement that turns one text into another, so that caret, scroll position
 * and folds outside of it stay; null where both are the same.
 */
export function changeBetween(
  before: string,
  after: string,
): (ChangeSpec & { from: number; to: number; insert: string }) | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  let tail = 0;
  while (
    tail < shorter - from &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}

/** A text with its changes made. Its lines end as those of the document do, in LF. */
export function replaced(text: string, changes: ChangeSet): string {
  const parts: string[] = [];
  let at = 0;
  changes.iterChanges((from, to, _, __, inserted) => {
    parts.push(text.slice(at, from), inserted.toString());
    at = to;
  });
  return parts.join('') + text.slice(at);
}
