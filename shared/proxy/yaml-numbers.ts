/*
 * Numbers as PyYAML reads them (YAML 1.1 as its resolver has it): octal by a leading 0, `_` anywhere, base 60 with
 * colons; a float needs a point, and its exponent a sign.
 */

const INTEGER = /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)$/;

/** Python converts no integer of more digits (`sys.int_info.default_max_str_digits`); here they would cost their square. */
const MOST_DIGITS = 4300;

const sign = (text: string): readonly [string, string] => {
  const plain = text.replaceAll('_', '');
  const unsigned = plain.replace(/^[-+]/, '');
  return [plain.startsWith('-') ? '-' : '', unsigned];
};

/** Base 60, most significant first. */
const sexagesimal = (digits: string): bigint =>
  digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n);

function magnitude(digits: string): bigint {
  if (digits.includes(':')) return sexagesimal(digits);
  if (/^0[bx]/.test(digits)) return digits.length > 2 ? BigInt(digits) : 0n;
  return digits.length > 1 && digits.startsWith('0') ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits);
}

/** The decimal text of what PyYAML reads as an integer; null for anything else. */
export function integerText(text: string): string | null {
  if (text.length > MOST_DIGITS || !INTEGER.test(text)) return null;
  const [minus, digits] = sign(text);
  const value = magnitude(digits);
  return value === 0n ? '0' : `${minus}${value}`;
}

/** The text, as JSON has it, of what PyYAML reads as a float; null for anything else. */
export function floatingText(text: string): string | null {
  if (text.length > MOST_DIGITS || !FLOAT.test(text)) return null;
  const [minus, digits] = sign(text);
  if (digits.includes(':')) {
    const value = digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
    const written = String(value);
    return `${minus}${written.includes('.') ? written : `${written}.0`}`;
  }
  return minus + digits.replace(/^\./, '0.').replace(/\.(?=$|[eE])/, '.0');
}

/** The text of a number as JSON has it, integers of any size and floats as floats; null for what is no number. */
export const numberIn = (text: string): string | null => integerText(text) ?? floatingText(text);
