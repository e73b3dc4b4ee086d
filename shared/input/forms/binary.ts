/** So much of a text is looked at, UTF-16 units, and so many that no person writes make it no text. */
const BEGINNING = 4096;
const MOST_ODD = 40;
const TAB = 9;
const CARRIAGE_RETURN = 13;
const ESCAPE = 27;
const BLANK = 32;
/** Stands for bytes that are no UTF-8. */
const REPLACED = 0xfffd;

/** Control characters that neither lines nor the colours of a terminal need. */
const isOdd = (unit: number): boolean =>
  unit === REPLACED || unit < TAB || (unit > CARRIAGE_RETURN && unit < BLANK && unit !== ESCAPE);

/** True for the bytes of a picture or an archive: parsers of code take seconds to find nothing in them. */
export function isBinary(text: string): boolean {
  let odd = 0;
  for (let i = 0; i < Math.min(text.length, BEGINNING); i++) if (isOdd(text.charCodeAt(i))) odd += 1;
  return odd > MOST_ODD;
}
