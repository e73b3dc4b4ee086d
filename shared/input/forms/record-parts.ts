import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { parseJsonText } from '../json-text.ts';
import { holeAt, type Value } from './value.ts';

/** The objects of a list. */
export const objects = (value: Json | undefined): readonly JsonObject[] =>
  isArray(value) ? value.filter(isObject) : [];

/** A text; an empty one for other values. */
export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** A value that the record does not hold. */
export const namedHole = (name: string): Value => ({ kind: 'hole', hole: holeAt(name, 0, name.length) });

/** An object, or the JSON text of one. */
export function objectOf(value: Json | undefined): JsonObject | null {
  if (isObject(value)) return value;
  const parsed = typeof value === 'string' && value.trim().startsWith('{') ? parseJsonText(value) : null;
  return parsed?.ok && isObject(parsed.value) ? parsed.value : null;
}

/** Pairs of names and values, as HAR and Postman write headers. */
export const pairs = (list: Json | undefined, nameAs: string): Record<string, string> =>
  Object.fromEntries(objects(list).map((pair) => [textOf(pair[nameAs]).toLowerCase(), textOf(pair.value)]));

/** The texts among an object's members, names in lower case: headers as many write them. */
export const textsIn = (value: Json | undefined): Record<string, string> =>
  isObject(value ?? null)
    ? Object.fromEntries(
        Object.entries(value as JsonObject).flatMap(([name, of]) =>
          typeof of === 'string' ? [[name.toLowerCase(), of]] : [],
        ),
      )
    : {};
