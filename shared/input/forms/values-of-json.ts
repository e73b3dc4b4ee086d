import { isArray, isObject, type Json } from '../../json/json.ts';
import { keysAsWritten, numberAsWritten } from '../../json/texts.ts';
import { type Hole, map, marked, plain, text, type Value } from './value.ts';

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

/** A value that was read out of a text, with the holes of that text where they stand in it. */
export function withHoles(value: Value, holes: readonly Hole[]): Value {
  const known = new Map(holes.map((hole) => [marked(hole), hole]));
  const put = (one: Value): Value => {
    if (one.kind === 'list') return { kind: 'list', items: one.items.map(put) };
    if (one.kind === 'map') return map([...one.members].map(([key, member]) => [key, put(member)] as const));
    if (one.kind !== 'text') return one;
    const whole = known.get(one.text);
    if (whole) return { kind: 'hole', hole: whole };
    const found = one.text.match(/‹[^›]*›/g) ?? [];
    return { ...one, holes: found.flatMap((mark) => known.get(mark) ?? []) };
  };
  return known.size === 0 ? value : put(value);
}
