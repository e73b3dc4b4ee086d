import { bounded } from './depth.ts';
import type { Json } from './json.ts';

/** True for a JSON text. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The value of a JSON text from outside, which may begin with a byte order mark, as parsers of bytes skip it.
 * @throws SyntaxError where the text is no JSON, NestedTooDeep
 */
export function parseJson(text: string): Json {
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return bounded(JSON.parse(bare) as Json, bare);
}

/** As {@link parseJson}; undefined where that throws. `null` is a value: {@link valueIn} takes both for nothing. */
export function jsonIn(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** As {@link parseJson}; null where that throws. */
export const valueIn = (text: string): Json => jsonIn(text) ?? null;

const utf8 = new TextDecoder();

/** The value of a body of JSON; null where it is none. */
export const valueOfBody = (body: Uint8Array): Json => valueIn(utf8.decode(body));
