import { Tiktoken } from 'js-tiktoken/lite';
import ranks from 'js-tiktoken/ranks/cl100k_base';

interface Vocabulary {
  readonly tokens: Tiktoken;
  /** The words that a text is cut into before tokens are looked for. */
  readonly words: RegExp;
}

let made: Vocabulary | null = null;

/** Made, and even its file read, when it is first asked for: it has 100,000 words. */
function vocabulary(): Vocabulary {
  made ??= { tokens: new Tiktoken(ranks), words: new RegExp(ranks.pat_str, 'gu') };
  return made;
}

const utf8 = new TextEncoder();

/** Words up to this length, bytes, take no time to speak of. */
const SHORT_WORD = 64;
/** A longer word takes time by the square of its bytes: texts with more of such squares would take seconds. */
const MOST_SQUARES = 4_000_000;
/** Longer texts, UTF-16 units, are not counted. */
const LONGEST_TEXT = 400_000;

/** The squares of the lengths of a text's long words. A word may be a run of spaces or of line breaks. */
function squaresIn(text: string): number {
  let sum = 0;
  for (const [word] of text.matchAll(vocabulary().words)) {
    const { length } = utf8.encode(word);
    if (length > SHORT_WORD) sum += length * length;
  }
  return sum;
}

/** The number of tokens of texts in OpenAI's vocabulary cl100k_base; null where it would take too long to tell. */
export function countTokens(texts: readonly string[]): number | null {
  if (texts.some((text) => text.length > LONGEST_TEXT)) return null;
  let squares = 0;
  for (const text of texts) {
    squares += squaresIn(text);
    if (squares > MOST_SQUARES) return null;
  }
  return texts.reduce((sum, text) => sum + vocabulary().tokens.encode(text, [], []).length, 0);
}

/** The text that tokens stand for; null where one of them is no token. */
export function textOfTokens(tokens: readonly number[]): string | null {
  // The vocabulary passes over what is no token.
  if (tokens.some((token) => vocabulary().tokens.decode([token]) === '')) return null;
  return vocabulary().tokens.decode([...tokens]);
}
