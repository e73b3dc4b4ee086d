import { bytes } from '../ui/units.ts';

/** Texts up to this are shown whole, UTF-16 units. */
const LARGEST_WHOLE = 1_000_000;

/** In larger ones strings above this are shortened; so much of them stays, UTF-16 units. */
const LONGEST_STRING = 4_000;
const KEPT = 400;

/** The end of the JSON string that starts at `start` (a quote), after its closing quote. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}

/**
 * A pretty-printed JSON text for the eye: in a very large one (images, documents as base64) long
 * strings are cut, with their size named. Null where the text is small enough to be shown whole.
 */
export function shortened(text: string): string | null {
  if (text.length <= LARGEST_WHOLE) return null;
  const parts: string[] = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf('"', from);
    if (start < 0) break;
    const end = endOfString(text, start);
    if (end - start > LONGEST_STRING) {
      parts.push(text.slice(from, start + 1 + KEPT).replace(/\\$/, ''), `… ${bytes(end - start - 2)} …"`);
    } else parts.push(text.slice(from, end));
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}
