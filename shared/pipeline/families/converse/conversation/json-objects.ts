import { isObject, type JsonObject } from '../../../../json/json.ts';
import { loads } from '../../../python/json.ts';
import { WHITE_SPACE } from '../../../python/space.ts';

const ENDS_WORD = new RegExp(`[${WHITE_SPACE},:{\\["]`, 'u');

/** End of the JSON value that starts at `from`, or -1. Strings and nesting are followed, nothing else is checked. */
function endOfValue(text: string, from: number): number {
  let depth = 0;
  let quoted = false;
  for (let i = from; i < text.length; i++) {
    const character = text.charAt(i);
    if (quoted) {
      if (character === '\\') i++;
      else if (character === '"') {
        quoted = false;
        if (depth === 0) return i + 1;
      }
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      depth--;
      if (depth <= 0) return i + 1;
    } else if (depth === 0 && ENDS_WORD.test(text.charAt(i + 1) || ' ')) return i + 1;
  }
  return -1;
}

/**
 * Reads the arguments of a tool call: one JSON object, or several written one behind the other (some
 * models answer so). Values that are not objects count as `{}`. `complete` is false where something
 * was left that is not JSON.
 */
export function readArguments(text: string): { objects: readonly JsonObject[]; complete: boolean } {
  const whole = loads(text);
  if (whole !== undefined) return { objects: [isObject(whole) ? whole : {}], complete: true };
  const objects: JsonObject[] = [];
  let from = 0;
  for (;;) {
    while (/[ \t\n\r]/.test(text.charAt(from))) from++;
    if (from >= text.length) return { objects, complete: true };
    const end = endOfValue(text, from);
    const value = end < 0 ? undefined : loads(text.slice(from, end));
    if (value === undefined) return { objects, complete: false };
    objects.push(isObject(value) ? value : {});
    from = end;
  }
}
