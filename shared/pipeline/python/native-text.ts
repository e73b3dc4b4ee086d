import { isArray, type Json } from '../../json/json.ts';
import { hasTexts } from '../../json/texts.ts';
import { numberText } from './numbers.ts';

/** Deeper values are laid out piece by piece: indentation would grow with the depth of every line. */
const DEEPEST = 24;

function isAlike(value: Json, left: number): boolean {
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return !Object.is(value, -0);
    return Number.isFinite(value) && String(value) === numberText(value);
  }
  if (typeof value !== 'object' || value === null) return true;
  if (left === 0 || hasTexts(value)) return false;
  if (isArray(value)) {
    for (const item of value) if (!isAlike(item, left - 1)) return false;
    return true;
  }
  for (const key in value) if (!isAlike(value[key] as Json, left - 1)) return false;
  return true;
}

/**
 * True where the engine's own `JSON.stringify` writes a value as Python does, up to separators and escapes: numbers
 * alike, nothing in it that was written in another way than its value tells, and not nested deep. The engine is many
 * times quicker than writing piece by piece.
 */
export const isNativeText = (value: Json): boolean => isAlike(value, DEEPEST);

/** Every line break of the engine's layout: inside strings they are escaped. */
const BREAK_AFTER_COMMA = /,\n */g;
const BREAK = /\n */g;

/** Such a value on one line with a space after `,` and `:`. */
export const nativeDumps = (value: Json): string =>
  JSON.stringify(value, null, 1).replace(BREAK_AFTER_COMMA, ', ').replace(BREAK, '');
