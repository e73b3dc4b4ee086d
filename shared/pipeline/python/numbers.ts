import { NUMBER_SPACE } from './space.ts';

/*
 * JSON as JavaScript reads it does not tell an integer from a float: a whole number counts as an
 * integer here as long as JavaScript itself writes it in digits.
 */

/** A number as `repr` and `json.dumps` write it: exponents from 1e16 on and below 1e-4, of two digits or more. */
export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
  const magnitude = Math.abs(value);
  const text = magnitude >= 1e16 || magnitude < 1e-4 ? value.toExponential() : String(value);
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

const WHOLE = new RegExp(`^[${NUMBER_SPACE}]*([+-]?\\d+(?:_\\d+)*)[${NUMBER_SPACE}]*$`, 'u');

/** `int(text)`; null where Python raises a ValueError. Digits of other scripts are not read. */
export function readInt(text: string): number | null {
  const digits = WHOLE.exec(text)?.[1];
  return digits === undefined ? null : Number(digits.replaceAll('_', ''));
}
