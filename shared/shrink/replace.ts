import { assign, isArray, isObject, type Json } from '../json/json.ts';
import { type Pointer, segments } from '../json/pointer.ts';
import { inheritTexts } from '../json/texts.ts';

/** The document with another value at a place that it has; containers on the way are copied, the rest is shared. */
export function replaceAt(document: Json, pointer: Pointer, value: Json): Json {
  const within = (node: Json, path: readonly string[]): Json => {
    const [key, ...rest] = path;
    if (key === undefined) return value;
    if (isArray(node)) return node.map((item, i) => (String(i) === key ? within(item, rest) : item));
    if (!isObject(node)) return node;
    const copy: Record<string, Json> = { ...node };
    assign(copy, key, within(node[key] as Json, rest));
    return inheritTexts(copy, node);
  };
  return within(document, segments(pointer));
}
