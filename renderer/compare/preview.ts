import { isArray, isObject, type Json } from '../../shared/json/json.ts';
import { numberAsWritten } from '../../shared/json/texts.ts';
import { shown } from '../ui/shown.ts';

const LONGEST = 90;

/** A value in one line: strings in quotes, containers by their outermost members, numbers as they were written. */
export function preview(value: Json | undefined, written?: string): string {
  if (value === undefined) return '';
  const text = shown((written ?? brief(value, 0)).slice(0, 2 * LONGEST));
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function brief(value: Json, depth: number): string {
  if (typeof value === 'string') return `“${value}”`;
  if (isArray(value)) {
    if (depth > 1) return value.length === 0 ? '[]' : '[…]';
    return `[${value
      .slice(0, 4)
      .map((item, i) => numberAsWritten(value, i) ?? brief(item, depth + 1))
      .join(', ')}${value.length > 4 ? ', …' : ''}]`;
  }
  if (isObject(value)) {
    const members = Object.entries(value);
    if (depth > 1) return members.length === 0 ? '{}' : '{…}';
    return `{${members.map(([key, item]) => `${key}: ${numberAsWritten(value, key) ?? brief(item, depth + 1)}`).join(', ')}}`;
  }
  return String(value);
}
