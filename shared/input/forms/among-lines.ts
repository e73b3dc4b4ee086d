import { isObject, type JsonObject } from '../../json/json.ts';
import { parseJsonText } from '../json-text.ts';
import { endOfBrackets } from './brackets.ts';
import { printedObject } from './printed.ts';
import type { Value } from './value.ts';

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

/**
 * The JSON objects of a text that has nothing else, one behind the other: without line ends, as AWS's deliveries put
 * records, or each over several lines, as tools print them. None where it is one object, or has something else.
 */
export function objectsInSeries(text: string): readonly JsonObject[] {
  const found: JsonObject[] = [];
  const next = /\s*/y;
  for (let from = 0; from < text.length; from = next.lastIndex) {
    next.lastIndex = from;
    next.test(text);
    const begin = next.lastIndex;
    if (begin === text.length) break;
    const end = text.charAt(begin) === '{' ? endOfBrackets(text, begin, '"') : -1;
    const parsed = end < 0 ? null : parseJsonText(text.slice(begin, end));
    if (!parsed?.ok || !isObject(parsed.value)) return [];
    found.push(parsed.value);
    next.lastIndex = end;
  }
  return found.length > 1 ? found : [];
}

/** Each is read as code, and a text with more of them is no log that people look at. */
const MOST_PRINTED = 100;

/** Where a dictionary begins as Python prints it: behind a blank, an equals sign or a colon, or on a line of its own. */
const PRINTED = /(?:^|[\s=:(])\{(?=')/g;

/** The dictionaries that a program of Python printed into a text with other words, in order, each whole. */
export function printedAmongLines(text: string): readonly Value[] {
  const found: Value[] = [];
  let after = 0;
  let looked = 0;
  for (const { index, 0: before } of text.matchAll(PRINTED)) {
    const from = index + before.length - 1;
    if (from < after) continue;
    looked += 1;
    const end = looked > MOST_PRINTED ? -1 : endOfBrackets(text, from);
    if (end < 0) break;
    after = end;
    const value = printedObject(text.slice(from, end));
    if (value) found.push(value);
  }
  return found;
}
