import type { Json } from '../../json/json.ts';
import { NUMBER_SPACE } from './space.ts';

/* How pydantic reads numbers and truths that come in another form. */

const around = (number: string): RegExp =>
  new RegExp(`^[${NUMBER_SPACE}]*[+-]?(?:${number})[${NUMBER_SPACE}]*$`, 'iu');

const DECIMAL = around('(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?|inf|infinity|nan');
const WHOLE = around('\\d+(?:_\\d+)*(?:\\.0+)?');
const MISPLACED_UNDERSCORE = new RegExp(`(?:^|[_${NUMBER_SPACE}])_|_(?:$|[${NUMBER_SPACE}])`, 'u');

/** True for a text that pydantic takes for a float: single underscores count for nothing, but at the ends. */
export const isFloatText = (text: string): boolean =>
  !MISPLACED_UNDERSCORE.test(text) && DECIMAL.test(text.replaceAll('_', ''));

/** True for a text that pydantic takes for an int. */
export const isIntText = (text: string): boolean => WHOLE.test(text);

const TRUE = new Set(['1', 'on', 't', 'true', 'y', 'yes']);
const FALSE = new Set(['0', 'off', 'f', 'false', 'n', 'no']);

/** What pydantic takes a value for where it wants a bool; null where it refuses it. */
export function boolOf(value: Json): boolean | null {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).toLowerCase() : '';
  return TRUE.has(text) ? true : FALSE.has(text) ? false : null;
}
