import type { JsonObject } from '../json/json.ts';

/** A reading of a body that several rules ask for, made once for each body. Bodies are not changed. */
export function perBody<T>(read: (body: JsonObject) => T): (body: JsonObject) => T {
  const known = new WeakMap<JsonObject, { readonly value: T }>();
  return (body) => {
    const found = known.get(body) ?? { value: read(body) };
    known.set(body, found);
    return found.value;
  };
}
