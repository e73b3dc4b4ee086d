import { isArray, isObject, type Json } from '../../json/json.ts';

/** `bool(value)`: what is empty or zero counts as nothing. An absent value counts as `None`. */
export function isTruthy(value: Json | undefined): value is Json {
  if (isArray(value)) return value.length > 0;
  if (isObject(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}
