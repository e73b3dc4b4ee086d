import type { Piece } from './answer.ts';
import { pick, type Random } from './random.ts';

/**
 * Splits text into runs of up to five characters with the white space before them: near enough to
 * a tokenizer for counts and pacing. Joined, the tokens are the text again.
 */
export function tokenize(text: string): readonly string[] {
  return text.match(/\s*\S{1,5}|\s+/gu) ?? [];
}

/** Groups tokens into deltas of `perFrame`; with 0 of one to three, as real streams come. */
export function intoPieces(tokens: readonly string[], perFrame: number, random: Random): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < tokens.length; ) {
    const taken = tokens.slice(at, at + (perFrame || pick(random, [1, 1, 2, 2, 3])));
    pieces.push({ text: taken.join(''), tokens: taken.length });
    at += taken.length;
  }
  return pieces;
}
