import { isArray, isObject, type Json } from '../../json/json.ts';
import { keysAsWritten, numberAsWritten } from '../../json/texts.ts';
import { map, plain, text, type Value } from './value.ts';

/** A value of JSON as code would write it; numbers keep their text. */
export function valueOfJson(value: Json, written?: string): Value {
  if (typeof value === 'string') return text(value);
  if (isArray(value)) {
    return { kind: 'list', items: value.map((item, i) => valueOfJson(item, numberAsWritten(value, i))) };
  }
  if (isObject(value)) {
    return map(
      keysAsWritten(value).map(
        (key) => [key, valueOfJson(value[key] as Json, numberAsWritten(value, key))] as const,
      ),
    );
  }
  return plain(written ?? JSON.stringify(value));
}
