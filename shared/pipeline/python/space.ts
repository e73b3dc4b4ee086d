/*
 * White space as Python's `str` methods and its regular expressions know it. JavaScript's `trim` and
 * `\s` differ: they take U+FEFF for white space, and not the separators U+001C to U+001F and U+0085.
 */

/** White space around a number that is written as text, for the inside of a character class. */
export const NUMBER_SPACE = '\\t-\\r\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/** The characters of `str.isspace`, for the inside of a character class. */
export const WHITE_SPACE = `${NUMBER_SPACE}\\x1c-\\x1f`;

const IS_SPACE = new RegExp(`[${WHITE_SPACE}]`, 'u');
const NOT_SPACE = new RegExp(`[^${WHITE_SPACE}]`, 'u');
const SPACES = new RegExp(`[${WHITE_SPACE}]+`, 'gu');

/** Most texts begin with a visible sign of ASCII, and are told by it. */
const beginsVisibly = (text: string): boolean => {
  const first = text.charCodeAt(0);
  return first > 0x20 && first < 0x7f;
};

/** True where `text.strip()` leaves nothing. */
export const isBlank = (text: string): boolean => !beginsVisibly(text) && !NOT_SPACE.test(text);

/** `text.rstrip()`. Walks back from the end, so that long texts stay linear. */
export function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && IS_SPACE.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** `text.lstrip()` */
export function stripStart(text: string): string {
  let start = 0;
  while (start < text.length && IS_SPACE.test(text.charAt(start))) start++;
  return text.slice(start);
}

/** `text.strip()` */
export const strip = (text: string): string => stripStart(stripEnd(text));

/** All white space taken out (`"".join(text.split())`). */
export const withoutSpace = (text: string): string => text.replace(SPACES, '');
