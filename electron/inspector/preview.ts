import { isArray, isObject, type Json } from '../../shared/json/json.ts';

const LIMIT = 80;

/** A value in one line of at most 80 characters: short values as JSON, long ones by what they hold. */
export function preview(value: Json): string {
  if (isArray(value) && value.length > 1 && value.some((item) => typeof item === 'object'))
    return `${value.length} items`;
  if (isObject(value) && Object.keys(value).length > 3) return `{${Object.keys(value).length} members}`;
  if (typeof value === 'string' && value.length > LIMIT)
    return `${JSON.stringify(value.slice(0, LIMIT - 2))}…`;
  const text = JSON.stringify(value);
  return text.length > LIMIT ? `${text.slice(0, LIMIT - 1)}…` : text;
}
