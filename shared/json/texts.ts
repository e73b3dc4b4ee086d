/*
 * How a value was written where JavaScript's own values cannot tell: numbers by their text, and the
 * order of keys that look like integers, which an object always puts first. Both hang on containers
 * by identity, so what a transform passes on unchanged keeps its text, and values stay plain.
 */

const NUMBERS = new WeakMap<object, ReadonlyMap<string, string>>();
const KEYS = new WeakMap<object, readonly string[]>();
const AROUND = new WeakSet<object>();

/** What a reader remembers of one container. */
export interface Texts {
  /** The texts of its numbers by key or index, those that the value does not tell. */
  readonly numbers: ReadonlyMap<string, string>;
  /** Its keys as they were written; null where the object itself has them in that order. */
  readonly keys: readonly string[] | null;
  /** True where a container in it has texts. */
  readonly inside: boolean;
}

/** Remembers the texts of a container that was just read; returns whether there are any in it. */
export function keepTexts(container: object, { numbers, keys, inside }: Texts): boolean {
  if (numbers.size > 0) NUMBERS.set(container, numbers);
  if (keys) KEYS.set(container, keys);
  const any = inside || numbers.size > 0 || keys !== null;
  if (any) AROUND.add(container);
  return any;
}

/** Gives a copy of a container (a spread, members added) the texts of the original; returns the copy. */
export function inheritTexts<T extends object>(copy: T, original: object): T {
  const numbers = NUMBERS.get(original);
  if (numbers) NUMBERS.set(copy, numbers);
  const keys = KEYS.get(original);
  if (keys)
    KEYS.set(
      copy,
      [...new Set([...keys, ...Object.keys(copy)])].filter((key) => Object.hasOwn(copy, key)),
    );
  if (AROUND.has(original)) AROUND.add(copy);
  return copy;
}

/** True where something in a value was written in a way that the value does not tell. */
export const hasTexts = (container: object): boolean => AROUND.has(container);

/** The text of a number as it was written, where the value alone does not tell it. */
export const numberAsWritten = (container: object, key: string | number): string | undefined =>
  NUMBERS.get(container)?.get(String(key));

/** An object's keys in the order in which they were written. */
export const keysAsWritten = (container: object): readonly string[] =>
  KEYS.get(container) ?? Object.keys(container);
