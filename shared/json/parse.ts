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
 * The value of a JSON text that may begin with a byte order mark, as parsers of bytes skip it. Throws SyntaxError where
 * the text is no JSON.
 */
export function parseJson(text: string): Json {
  return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text) as Json;
}
