/** UTF-16 units of a piece: some screens of text, which are laid out at once. */
export const PIECE = 4_000;

const LOW_SURROGATE = /[\uDC00-\uDFFF]/;

/** Where a piece that begins at `from` ends: behind the last line that fits, within a line only where that is longer. */
function endOf(text: string, from: number): number {
  const to = from + PIECE;
  if (to >= text.length) return text.length;
  const line = text.lastIndexOf('\n', to - 1);
  if (line > from) return line;
  return LOW_SURROGATE.test(text.charAt(to)) ? to - 1 : to;
}

/**
 * A text in pieces that stand below each other, each of some lines or of a part of one. A browser lays out a line of a
 * million characters in minutes, and pieces out of sight not at all. A line's end between two pieces is left out.
 */
export function textPieces(text: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  while (from < text.length || pieces.length === 0) {
    const to = endOf(text, from);
    pieces.push(text.slice(from, to));
    if (to >= text.length) break;
    from = text.charAt(to) === '\n' ? to + 1 : to;
  }
  return pieces;
}
