import type { JsonContext } from './json-context.ts';
import type { Slip } from './slip.ts';

/** What a sentence repeats of the user's text. */
const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** The first offset inside the string that opens at `from` where something stands that no JSON string may hold. */
function badPlace(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"' && text.charCodeAt(at) >= 0x20) {
    if (text[at] !== '\\') at++;
    else if (/^\\(?:["\\/bfnrt]|u[0-9a-f]{4})/i.test(text.slice(at, at + 6)))
      at += text[at + 1] === 'u' ? 6 : 2;
    else break;
  }
  return at;
}

const ESCAPE_HINTS: ReadonlyMap<string, string> = new Map([
  ["'", 'A single quote needs no backslash: remove it.'],
  ['x', 'Write the character itself, or \\u00 and its two digits.'],
  ['u', 'Four hexadecimal digits follow \\u; write a backslash as \\\\.'],
]);

/** An escape that JSON does not know, or a control character, in the string that opens at `offset`; null without one. */
export function escapeSlip(text: string, offset: number): Slip | null {
  if (text[offset] !== '"') return null;
  const at = badPlace(text, offset);
  const sign = text[at];
  if (sign === '\\' && at + 1 < text.length) {
    const next = text[at + 1] ?? '';
    const hint = ESCAPE_HINTS.get(next) ?? 'Write a backslash as \\\\.';
    if (next === 'u') return { at, message: 'This \\u escape is cut short', hint };
    if (next !== '\n' && next !== '\r') return { at, message: `\\${next} is no escape in JSON`, hint };
  }
  if (sign === '\t') return { at, message: 'A tab stands inside a string', hint: 'Write it as \\t.' };
  if (sign === undefined || sign >= ' ' || sign === '\n' || sign === '\r') return null;
  const code = sign.charCodeAt(0).toString(16).padStart(4, '0');
  return { at, message: 'A control character stands inside a string', hint: `Write it as \\u${code}.` };
}

/**
 * A quote that is missing or too many, where a word stands right behind a string (or a quote right behind a word).
 * Null where the quotes are not what is wrong.
 */
export function quoteSlip(text: string, offset: number, { last }: JsonContext): Slip | null {
  const rest = /^[^\n]{0,200}/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
  const before = last?.sign === '"' && last.end === offset ? text.slice(last.at, last.end) : null;
  if (last && before !== null) {
    if (text.startsWith('"""', last.at))
      return {
        at: last.at,
        message: 'Three quotes open no JSON string',
        hint: 'Put one double quote on each side; a line break is written \\n.',
      };
    if (before === '""')
      return { at: last.at, message: 'A double quote is one too many here', hint: 'Remove one of the two.' };
    const cut = /^"(.*?)\s*[,:[{]\s*"$/s.exec(before)?.[1];
    if (cut !== undefined)
      return {
        at: last.at,
        message: 'The closing quote of this string is missing',
        hint: `Put a double quote behind ${short(cut)}.`,
      };
    if (/^[^\s,:\]}]/.test(rest))
      return {
        at: last.end - 1,
        message: 'This double quote ends the string here',
        hint: 'Write a double quote inside a string as \\".',
      };
  }
  const unopened = /^([^\s",:{}[\]'][^",:{}[\]]*)"\s*(?:[,:\]}]|$)/.exec(rest)?.[1];
  return unopened === undefined
    ? null
    : {
        at: offset,
        message: 'The opening quote of this string is missing',
        hint: `Put a double quote before ${short(unopened)}.`,
      };
}
