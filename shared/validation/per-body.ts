import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';

const forgetful: (() => void)[] = [];

/**
 * A reading of a body that several rules ask for, made once: the last body that was asked about is remembered, until
 * {@link forgetBodies}. (Weak maps would keep each body over many collections of young memory, which then take long.)
 */
export function perBody<T>(read: (body: JsonObject) => T): (body: JsonObject) => T {
  let last: { readonly body: JsonObject; readonly value: T } | undefined;
  forgetful.push(() => {
    last = undefined;
  });
  return (body) => {
    if (last?.body !== body) last = { body, value: read(body) };
    return last.value;
  };
}

/** Lets go of the bodies that were read. */
export function forgetBodies(): void {
  for (const forget of forgetful) forget();
}

/** The items of a list that should hold objects; what is none counts as an empty one, what is no list as an empty list. */
export function objectsOf(list: Json | undefined): readonly JsonObject[] {
  if (list === undefined || !isArray(list)) return [];
  return list.every(isObject)
    ? (list as readonly JsonObject[])
    : list.map((item) => (isObject(item) ? item : {}));
}
