import { type JsonContext, nameOf } from './json-context.ts';
import type { Slip } from './slip.ts';

/** What stands where JSON has no such thing: what it begins with, what is wrong, what to do; `$1` is its first group. */
const SYMBOLS: readonly (readonly [begins: RegExp, message: string, hint: string])[] = [
  [/^(None)\b/, 'None is Python', 'JSON writes it null.'],
  [/^(True|False)\b/, '$1 is Python', 'JSON writes it true or false, in small letters.'],
  [/^(nil)\b/, 'nil is no JSON value', 'JSON writes it null.'],
  [/^(null|true|false)\b/i, '$1 is no JSON value', 'JSON writes it in small letters: null, true or false.'],
  [/^(undefined)\b/, 'JSON has no undefined', 'Write null, or leave the key out.'],
  [/^([+-]?(?:NaN|Infinity))\b/i, 'JSON has no $1', 'Write a number, or leave the key out.'],
  [/^'/, 'Single quotes open no JSON string', "Put a double quote in place of each '."],
  [/^[“”„‟«»‘’‚′″]/, 'Curly quotes open no JSON string', 'Put a plain double quote (") in place of each.'],
  [/^`/, 'Backticks open no JSON string', 'Put a double quote in place of each `.'],
  [/^#/, 'JSON has no comments', 'Remove the comment.'],
  [/^;/, 'A semicolon separates nothing in JSON', 'Put a comma in its place.'],
  [/^=>?/, 'A key and its value are separated by a colon', 'Put a colon in its place.'],
  [/^[()]/, 'JSON has no parentheses', 'A list is written […], an object {…}.'],
  [/^(?:\.\.\.|…)/, 'The dots stand for something that is not here', 'Put it in, or remove the dots.'],
  [/^(?:<[^>\n]*>|\$\{|\$\w|\{\{|%s)/, 'A placeholder stands here', 'Put a value in its place.'],
  [/^\+(?![\d.])/, 'JSON joins no strings', 'Write them as one string.'],
  [/^\\/, 'A backslash stands outside of a string', 'Remove it.'],
  [
    /^([+-]?(?:\d|\.\d)[\w.+%-]*|-(?!\w))/,
    '$1 is no JSON number',
    'Write it like 12, -0.5 or 1e6, without a unit.',
  ],
  [/^([bfru]{1,2})["']/i, 'A letter stands before the quote', 'Remove the $1; JSON strings have no prefix.'],
  [/^([\p{L}_$][\w.$]*)\s*\(/u, 'A call of $1 stands here', 'Put its value in its place.'],
  [/^([\p{L}_$][\w.$-]*)\s*:/u, 'This key has no double quotes', 'Write it "$1".'],
  [
    /^([\p{L}_$][^\s,:{}[\]"']*)/u,
    '“$1” is no JSON value',
    'Put text in double quotes; the only words without are true, false and null.',
  ],
];

const INVISIBLE = /^[\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff]/;

function invisible(text: string, at: number): Slip | null {
  const sign = text[at] ?? '';
  if (!INVISIBLE.test(sign)) return null;
  const code = sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return {
    at,
    message: `An invisible character (U+${code}) stands here`,
    hint: 'Remove it, or put a plain blank.',
  };
}

/** Where what stands at `offset` begins: digits right before it belong to it. */
const startOf = (text: string, offset: number, { last }: JsonContext): number =>
  last && last.end === offset && /[-\d]/.test(last.sign) && /[\w.%]/.test(text[offset] ?? '')
    ? last.at
    : offset;

/** What the text lacks at its end, or has behind it; null where it is neither. */
function edge(text: string, offset: number, { inside, last }: JsonContext): Slip | null {
  const sign = text[offset] ?? '';
  if (text.slice(offset).trim() === '' && inside)
    return {
      at: offset,
      message: `The text ends inside ${nameOf(text, inside)}`,
      hint: 'A part was cut off: paste it whole, or add what is missing.',
    };
  if (!inside && (sign === '}' || sign === ']'))
    return { at: offset, message: `This ${sign} closes nothing`, hint: 'Remove it.' };
  if (!inside && last)
    return {
      at: offset,
      message: 'There is more text after the JSON document',
      hint: 'Keep one document only.',
    };
  if (!inside && !/["'{[\d-]/.test(sign))
    return { at: offset, message: 'What stands here is no JSON', hint: 'A request begins with {.' };
  return null;
}

/** What stands at `offset`, where JSON can hold no such thing; null where that is a sign that JSON has. */
export function symbolSlip(text: string, offset: number, context: JsonContext): Slip | null {
  const outside = edge(text, offset, context) ?? invisible(text, offset);
  if (outside) return outside;
  const at = startOf(text, offset, context);
  const isPlain =
    at === offset && /["{}[\],:\d]/.test(text[offset] ?? '') && !text.startsWith('{{', offset - 1);
  if (isPlain) return null;
  const from = text.startsWith('{{', offset - 1) ? offset - 1 : at;
  const rest = text.slice(from, from + 60);
  for (const [begins, message, hint] of SYMBOLS) {
    const found = begins.exec(rest);
    if (!found) continue;
    const fill = (sentence: string): string => sentence.replace('$1', () => found[1] ?? '');
    return { at: from, message: fill(message), hint: fill(hint) };
  }
  return null;
}
