import type { Json } from '../../shared/json/json.ts';
import { mediaIn, sizeWords } from '../lines/string-size.ts';

/** Of a string so much is shown while it is shortened, and of media always so little; UTF-16 units. */
const LONGEST_STRING = 1_500;
const SHORTEST = 24;
/** Of a text so much is shown while it is shortened, UTF-16 units. */
const LONGEST = 6_000;

/** A value laid out for reading. */
export interface Written {
  readonly text: string;
  /** True where words are left out, which `whole` shows; media are named by kind and size in any case. */
  readonly isCut: boolean;
}

/** Lays a value out for reading: media shortened, and long strings and texts unless the `whole` of them is asked for. */
export function written(value: Json | undefined, whole: boolean): Written {
  let isCut = false;
  const shorten = (_: string, inner: unknown): unknown => {
    if (typeof inner !== 'string') return inner;
    if (mediaIn(inner)) return `${inner.slice(0, SHORTEST)}… (${sizeWords(inner)})`;
    if (whole || inner.length <= LONGEST_STRING) return inner;
    isCut = true;
    return `${inner.slice(0, LONGEST_STRING)}… (${sizeWords(inner)})`;
  };
  const text = JSON.stringify(value, shorten, 2) ?? '';
  if (whole || text.length <= LONGEST) return { text, isCut };
  return { text: `${text.slice(0, LONGEST)}…`, isCut: true };
}
