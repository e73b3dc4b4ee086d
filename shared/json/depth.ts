import { isArray, type Json, type JsonObject } from './json.ts';

/**
 * So many containers may stand inside each other in what comes from outside. Real requests nest some thirty; deeper ones
 * are attempts on the stack of whoever walks them. A full stack is no error to be caught: V8 ends the whole process
 * where a pattern is to be compiled close to its end.
 */
export const MOST_LEVELS = 500;

/** Thrown instead of a value that nests deeper than whoever walks it has stack for. */
export class NestedTooDeep extends RangeError {
  override readonly name = 'NestedTooDeep';

  constructor(levels: number = MOST_LEVELS) {
    super(`This nests more than ${levels} levels deep`);
  }
}

function isDeeper(value: Json, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (left === 0) return true;
  if (isArray(value)) {
    for (const item of value) if (isDeeper(item, left - 1)) return true;
    return false;
  }
  for (const key in value) if (isDeeper((value as JsonObject)[key] as Json, left - 1)) return true;
  return false;
}

/** True where containers stand inside each other more than `levels` times. */
export const isTooDeep = (value: Json, levels: number = MOST_LEVELS): boolean => isDeeper(value, levels);

/** The value that a JSON text was parsed to. @throws NestedTooDeep */
export function bounded(value: Json, text: string, levels: number = MOST_LEVELS): Json {
  // Each level takes a bracket at either end.
  if (text.length > 2 * levels && isTooDeep(value, levels)) throw new NestedTooDeep(levels);
  return value;
}

/**
 * Where a text opens one bracket more than `levels` inside each other, as a UTF-16 index, or null. The text need not be
 * JSON to its end; nothing here recurses.
 */
export function tooDeepAt(text: string, levels: number = MOST_LEVELS): number | null {
  const notable = /["[\]{}]/g;
  let depth = 0;
  for (let found = notable.exec(text); found; found = notable.exec(text)) {
    const [sign] = found;
    if (sign === '"') notable.lastIndex = endOfString(text, found.index);
    else if (sign === '{' || sign === '[') {
      depth += 1;
      if (depth > levels) return found.index;
    } else depth -= 1;
  }
  return null;
}

/** The index behind the JSON string that opens at `from`; the end of the text where it is not closed. */
export function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
  return text.length;
}
