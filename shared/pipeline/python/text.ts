/**
 * Python's habits where they show in a body: LiteLLM writes JSON with `json.dumps`, strips text
 * with `str.strip`, asks `str.isspace`, and looks whether a value is anything at all.
 */
import { isArray, isObject, type Json } from '../../json/json.ts';

const SPACE = '[\\s\\x1c-\\x1f\\x85]';
const TRAILING_SPACE = new RegExp(`${SPACE}+$`, 'u');
const ONLY_SPACE = new RegExp(`^${SPACE}*$`, 'u');

/** `text.rstrip()` */
export const rstrip = (text: string): string => text.replace(TRAILING_SPACE, '');

/** True where `text.strip()` leaves nothing. */
export const isBlank = (text: string): boolean => ONLY_SPACE.test(text);

/** `bool(value)`: what is empty or zero counts as nothing. */
export function isTruthy(value: Json | undefined): value is Json {
  if (isArray(value)) return value.length > 0;
  return isObject(value) ? Object.keys(value).length > 0 : Boolean(value);
}

const escapeUnit = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

function dumpNumber(value: number): string {
  const text = String(value);
  const exponent = /^(-?\d(?:\.\d+)?)e([+-])(\d+)$/.exec(text);
  return exponent ? `${exponent[1]}e${exponent[2]}${(exponent[3] ?? '').padStart(2, '0')}` : text;
}

function dumpsWith(value: Json, comma: string, colon: string): string {
  if (typeof value === 'string') return JSON.stringify(value).replace(/[\x7f-\uffff]/g, escapeUnit);
  if (typeof value === 'number') return dumpNumber(value);
  if (isArray(value)) return `[${value.map((item) => dumpsWith(item, comma, colon)).join(comma)}]`;
  if (isObject(value)) {
    const members = Object.entries(value).map(
      ([key, member]) => dumpsWith(key, comma, colon) + colon + dumpsWith(member, comma, colon),
    );
    return `{${members.join(comma)}}`;
  }
  return JSON.stringify(value);
}

/** `json.dumps(value)`: a space after `,` and `:`, everything outside ASCII escaped. */
export const dumps = (value: Json): string => dumpsWith(value, ', ', ': ');

/** `json.dumps(value, separators=(",", ":"))`: the same without the spaces. */
export const compactDumps = (value: Json): string => dumpsWith(value, ',', ':');
