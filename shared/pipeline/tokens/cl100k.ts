import { Tiktoken } from 'js-tiktoken/lite';
import ranks from 'js-tiktoken/ranks/cl100k_base';

/** Made when it is first asked for: the vocabulary has 100,000 words. */
let made: Tiktoken | null = null;

function vocabulary(): Tiktoken {
  made ??= new Tiktoken(ranks);
  return made;
}

/** A word takes time by the square of its length: longer ones than these, UTF-16 units, are not counted. */
const LONGEST_WORD = 2_000;
/** Longer texts, UTF-16 units, are not counted. */
const LONGEST_TEXT = 400_000;
const LONG_WORD = new RegExp(`\\S{${LONGEST_WORD}}`);

/** The number of tokens of a text in OpenAI's vocabulary cl100k_base; null for one that would take too long. */
export function countTokens(text: string): number | null {
  if (text.length > LONGEST_TEXT || LONG_WORD.test(text)) return null;
  return vocabulary().encode(text, [], []).length;
}

/** The text that tokens stand for; null where one of them is no token. */
export function textOfTokens(tokens: readonly number[]): string | null {
  try {
    return vocabulary().decode([...tokens]);
  } catch {
    return null;
  }
}
