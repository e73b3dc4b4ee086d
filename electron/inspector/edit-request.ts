import { applyEdits, type JSONPath, modify } from 'jsonc-parser';
import { isArray, type Json } from '../../shared/json/json.ts';
import { type Pointer, parent, segments, valueAt } from '../../shared/json/pointer.ts';

const FORMAT = { formattingOptions: { insertSpaces: true, tabSize: 2 } };

/** A pointer as jsonc-parser wants it: indices of lists are numbers. */
function pathOf(document: Json, pointer: Pointer): JSONPath {
  let at: Json | undefined = document;
  let walked = '';
  return segments(pointer).map((segment) => {
    const inList = isArray(at ?? null);
    walked = `${walked}/${segment.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    at = valueAt(document, walked);
    return inList ? Number(segment) : segment;
  });
}

/** The text without the value that `pointer` names; the rest keeps its formatting. */
export function dropValue(text: string, document: Json, pointer: Pointer): string {
  return applyEdits(text, modify(text, pathOf(document, pointer), undefined, FORMAT));
}

/** The text with another value in the place that `pointer` names. */
export function setValue(text: string, document: Json, pointer: Pointer, value: Json): string {
  return applyEdits(text, modify(text, pathOf(document, pointer), value, FORMAT));
}

/** The text with the member that `pointer` names under another key, at the end of its object. */
export function renameKey(text: string, document: Json, pointer: Pointer, key: string): string {
  const value = valueAt(document, pointer);
  const holder = parent(pointer);
  if (value === undefined || holder === undefined) return text;
  const dropped = dropValue(text, document, pointer);
  return setValue(dropped, JSON.parse(dropped) as Json, `${holder}/${key}`, value);
}
