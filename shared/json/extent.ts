import { isArray, type Json } from './json.ts';

/** How far a value reaches. */
export interface Extent {
  /** Containers inside each other. */
  readonly levels: number;
  /** Of its text in UTF-8 on one line, at most: as if every sign were escaped, and no number written longer than it must. */
  readonly bytes: number;
}

/** Bytes of a number, a word or the signs around a value, and of one sign of a string that is escaped. */
const MOST_OF_WORD = 32;
const MOST_OF_SIGN = 6;

const ENDLESS: Extent = { levels: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };

/** How far a value reaches, in one walk; one of more levels than `most` has no end. */
export function extentOf(value: Json, most: number): Extent {
  let bytes = 0;
  let levels = 0;
  const walk = (node: Json, around: number): void => {
    bytes += MOST_OF_WORD;
    if (typeof node === 'string') bytes += node.length * MOST_OF_SIGN;
    if (typeof node !== 'object' || node === null) return;
    if (around === levels) levels += 1;
    if (levels > most) return;
    if (isArray(node)) {
      for (const item of node) walk(item, around + 1);
      return;
    }
    for (const key in node) {
      bytes += key.length * MOST_OF_SIGN;
      walk((node as { readonly [key: string]: Json })[key] as Json, around + 1);
    }
  };
  walk(value, 0);
  return levels > most ? ENDLESS : { levels, bytes };
}
