import { NUMBER_SPACE } from './space.ts';

/*
 * JSON as JavaScript reads it does not tell an integer from a float: where no text is remembered
 * (see json/texts.ts), a whole number counts as an integer as long as JavaScript writes it in digits.
 */

/** A number as `repr` and `json.dumps` write it: exponents from 1e16 on and below 1e-4, of two digits or more. */
export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
  const magnitude = Math.abs(value);
  const text = magnitude >= 1e16 || magnitude < 1e-4 ? value.toExponential() : String(value);
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

/** A float as `repr` writes it: with a point or an exponent, whole ones too. */
function floatText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (!Number.isInteger(value) || Math.abs(value) >= 1e16)
    return Math.abs(value) >= 1e16
      ? value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2')
      : numberText(value);
  return Object.is(value, -0) ? '-0.0' : `${value}.0`;
}

/** A number of a JSON text as `json.dumps(json.loads(text))` writes it: integers of any size, floats as floats. */
export const rewritten = (text: string): string =>
  /[.eE]/.test(text) ? floatText(Number(text)) : BigInt(text).toString();

const WHOLE = new RegExp(`^[${NUMBER_SPACE}]*([+-]?\\d+(?:_\\d+)*)[${NUMBER_SPACE}]*$`, 'u');

/** `int(text)`; null where Python raises a ValueError. Digits of other scripts are not read. */
export function readInt(text: string): number | null {
  const digits = WHOLE.exec(text)?.[1];
  return digits === undefined ? null : Number(digits.replaceAll('_', ''));
}
