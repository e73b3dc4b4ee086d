import { lookUp } from '../../json/look-up.ts';
import type { Value } from './value.ts';

/** What both languages work out alike, for whole numbers. */
const OPERATIONS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '**': (a, b) => a ** b,
};

/** A whole number that neither language writes in another way. */
const wholeOf = (value: Value): number | null => {
  const whole = value.kind === 'plain' && /^-?\d{1,15}$/.test(value.json) ? Number(value.json) : null;
  return whole !== null && Number.isSafeInteger(whole) ? whole : null;
};

/** What `4 * 1024` comes to, as JSON; null where it is nothing of that kind, or is written with an exponent. */
export function worked(left: Value, sign: string, right: Value): string | null {
  const [a, b] = [wholeOf(left), wholeOf(right)];
  const operation = lookUp(OPERATIONS, sign);
  if (a === null || b === null || !operation) return null;
  const made = operation(a, b);
  const json = JSON.stringify(made);
  const isExact = Number.isInteger(made) ? Number.isSafeInteger(made) : /^-?\d+\.\d+$/.test(json);
  return isExact ? json : null;
}
