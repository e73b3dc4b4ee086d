import { visit } from 'jsonc-parser';
import { endOfString } from '../json/depth.ts';
import { isArray, type Json, type JsonObject } from '../json/json.ts';
import { ranges } from './position.ts';
import type { InputProblem } from './text-range.ts';

/** How many members the objects of a text have, those given twice counted twice. */
function membersWritten(text: string): number {
  const colon = /\s*:/y;
  let members = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', colon.lastIndex)) {
    const end = endOfString(text, at);
    colon.lastIndex = end;
    if (colon.test(text)) members += 1;
    else colon.lastIndex = end;
  }
  return members;
}

function membersRead(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  let members = 0;
  if (isArray(value)) for (const item of value) members += membersRead(item);
  else for (const key in value) members += 1 + membersRead((value as JsonObject)[key] as Json);
  return members;
}

/** More warnings than this help nobody. */
const MOST_WARNINGS = 100;

/**
 * Keys given twice in one object: JSON keeps the last, which is seldom what was meant.
 * @param value what `text` parses to, nested no deeper than the input may be
 */
export function repeatedKeys(text: string, value: Json): readonly InputProblem[] {
  // Walking the text token by token costs several times as much as parsing it, and is seldom needed.
  if (membersWritten(text) === membersRead(value)) return [];
  const problems: InputProblem[] = [];
  const rangeOf = ranges(text);
  const objects: Set<string>[] = [];
  visit(text, {
    onObjectBegin: () => void objects.push(new Set()),
    onObjectEnd: () => void objects.pop(),
    onObjectProperty: (name, offset, length) => {
      const seen = objects.at(-1);
      if (seen?.has(name) && problems.length < MOST_WARNINGS) {
        problems.push({
          message: `The key "${name}" is given twice; the last one counts`,
          hint: 'Remove one of them.',
          range: rangeOf(offset, offset + length),
        });
      }
      seen?.add(name);
    },
  });
  return problems;
}
