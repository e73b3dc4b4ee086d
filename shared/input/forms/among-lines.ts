import { isObject, type JsonObject } from '../../json/json.ts';
import { parseJsonText } from '../json-text.ts';
import { endOfBrackets } from './brackets.ts';

/** A text with more of them is no log that people look at. */
const MOST_OBJECTS = 2000;

/** Where an object begins: at the edge of a line, or on one line with a time, a name, a sentence before it. */
const BEGINS = /^[ \t]*(\{)|^[^{\n]{1,400}?[\s=:](\{)(?=[ \t]*"[^\n]*\}[ \t,;\r]*$)/gm;

/** The JSON objects of a text that has other lines, in order, each whole. */
export function objectsAmongLines(text: string): readonly JsonObject[] {
  const found: JsonObject[] = [];
  let after = 0;
  for (const { index, 0: before } of text.matchAll(BEGINS)) {
    const from = index + before.length - 1;
    if (from < after || found.length >= MOST_OBJECTS) continue;
    const end = endOfBrackets(text, from, '"');
    // What does not end swallows all that follows, and is no object.
    if (end < 0) break;
    after = end;
    const parsed = parseJsonText(text.slice(from, end));
    if (parsed.ok && isObject(parsed.value)) found.push(parsed.value);
  }
  return found;
}
