/** A quoted piece of a text: what stands inside is `[from, to)`, the text goes on at `next`. */
export interface Quoted {
  readonly from: number;
  readonly to: number;
  readonly next: number;
  /** False where the text ends before the quote is closed. */
  readonly closed: boolean;
}

const BACKSLASH = 92;

/** How many backslashes stand directly before `at`. */
function backslashesBefore(text: string, at: number, start: number): number {
  let count = 0;
  while (at - 1 - count >= start && text.charCodeAt(at - 1 - count) === BACKSLASH) count++;
  return count;
}

/**
 * Reads what is quoted from `at` on, where `escapes` backslashes and a quote stand: `\"` opens a string inside a
 * string and is closed by a quote with as many backslashes or fewer. `raw`: a backslash is a character like any other.
 */
export function readQuoted(text: string, at: number, end: number, escapes: number, raw: boolean): Quoted {
  const quote = text.charAt(at + escapes);
  const tripled = escapes === 0 && text.startsWith(quote.repeat(3), at);
  const delimiter = tripled ? quote.repeat(3) : quote;
  const from = at + escapes + delimiter.length;
  for (let close = text.indexOf(delimiter, from); close >= 0 && close < end; ) {
    const before = raw ? 0 : backslashesBefore(text, close, from);
    const closes = escapes === 0 ? before % 2 === 0 : before <= escapes;
    if (closes)
      return {
        from,
        to: escapes === 0 ? close : close - before,
        next: close + delimiter.length,
        closed: true,
      };
    close = text.indexOf(delimiter, close + 1);
  }
  return { from, to: end, next: end, closed: false };
}
