import { isArray, isObject, type Json } from '../../json/json.ts';
import { numberText } from './numbers.ts';

const escapeUnit = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

function dumpsWith(value: Json, comma: string, colon: string): string {
  if (typeof value === 'string') return JSON.stringify(value).replace(/[\x7f-\uffff]/g, escapeUnit);
  if (typeof value === 'number') return numberText(value);
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
