/** A JSON value. Readonly throughout: nothing in Strata changes a value it was given. */
export type Json = null | boolean | number | string | JsonArray | JsonObject;
export type JsonArray = readonly Json[];
export interface JsonObject {
  readonly [key: string]: Json;
}

/** True for `{…}`, false for arrays, null and primitives. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object that a value is; an empty one for every other value, and for none. */
export const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

/** True for `[…]`; narrows to a readonly array, which `Array.isArray` does not. */
export function isArray(value: unknown): value is JsonArray {
  return Array.isArray(value);
}

/** True for values without members: null, booleans, numbers, strings, and empty containers. */
export function isLeaf(value: Json): boolean {
  if (isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.keys(value).length === 0;
  return true;
}

/** True where an object anywhere in a value, itself included, passes the test. */
export function someObject(value: Json, test: (object: JsonObject) => boolean): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isArray(value)) {
    for (let i = 0; i < value.length; i++) if (someObject(value[i] as Json, test)) return true;
    return false;
  }
  if (test(value)) return true;
  for (const key in value) {
    const member = value[key] as Json;
    if (typeof member === 'object' && member !== null && someObject(member, test)) return true;
  }
  return false;
}

/** Deep equality of JSON values; the order of object keys does not count. */
export function jsonEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a === null || b === null) return false;
  if (isArray(a)) return isArray(b) && listsEqual(a, b);
  return isObject(a) && isObject(b) && objectsEqual(a, b);
}

function listsEqual(a: JsonArray, b: JsonArray): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!jsonEqual(a[i], b[i])) return false;
  return true;
}

function objectsEqual(a: JsonObject, b: JsonObject): boolean {
  let more = 0;
  for (const key in a) {
    const [own, other] = [a[key], b[key]];
    // What an object inherits is no JSON but for its prototype: asking whether a member is its own costs as much as all else.
    if ((other === undefined || key === '__proto__') && !Object.hasOwn(b, key)) return false;
    if (own !== other && !jsonEqual(own, other)) return false;
    more += 1;
  }
  for (const _ in b) more -= 1;
  return more === 0;
}

/** Deep equality of JSON values with the order of their keys: both are the same text. */
export function equalInOrder(a: Json | undefined, b: Json | undefined): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isArray(a)) return isArray(b) && listsEqualInOrder(a, b);
  return !isArray(b) && objectsEqualInOrder(a as JsonObject, b as JsonObject);
}

function listsEqualInOrder(a: JsonArray, b: JsonArray): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!equalInOrder(a[i], b[i])) return false;
  return true;
}

function objectsEqualInOrder(a: JsonObject, b: JsonObject): boolean {
  const others = Object.keys(b);
  let i = 0;
  for (const key in a) {
    if (key !== others[i] || !equalInOrder(a[key], b[key])) return false;
    i += 1;
  }
  return i === others.length;
}

/** Sets a member of an object under construction; `__proto__` becomes a member like any other. */
export function assign(object: Record<string, Json>, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else object[key] = value;
}
