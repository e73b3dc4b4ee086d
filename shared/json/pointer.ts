import { isArray, isLeaf, isObject, type Json } from './json.ts';
import { childOf, type Pointer, unescapeSegment } from './steps.ts';

export type { Pointer };

/** Appends one key or index to a pointer, escaping `~` and `/`. */
export const child = (pointer: Pointer, segment: string | number): Pointer => childOf(pointer, segment);

/** The pointer of unescaped segments, outermost first. */
export const pointerOf = (path: readonly (string | number)[]): Pointer => path.reduce<Pointer>(child, '');

/** The unescaped segments of a pointer, outermost first. */
export function segments(pointer: Pointer): readonly string[] {
  if (pointer === '') return [];
  const parts = pointer.slice(1).split('/');
  return pointer.includes('~') ? parts.map(unescapeSegment) : parts;
}

/** A pointer with stars for positions in lists: of `/messages/3/name` the 3 becomes one. */
export const placeOf = (pointer: Pointer): Pointer => pointer.replace(/\/\d+(?=\/|$)/g, '/*');

/** A pointer as people write paths: `messages[0].content`. */
export function pathOf(pointer: Pointer): string {
  return segments(pointer).reduce<string>((path, segment) => {
    if (/^\d+$/.test(segment)) return `${path}[${segment}]`;
    if (!/^[\w$-]+$/.test(segment)) return `${path}[${JSON.stringify(segment)}]`;
    return path === '' ? segment : `${path}.${segment}`;
  }, '');
}

/** Where values of a list stand, whichever of its items they are in, as people write it: `messages[*].name`. */
export const openPathOf = (pointer: Pointer): string => pathOf(placeOf(pointer)).replaceAll('["*"]', '[*]');

/** The pointer of the containing value; `undefined` for the document itself. */
export function parent(pointer: Pointer): Pointer | undefined {
  return pointer === '' ? undefined : pointer.slice(0, pointer.lastIndexOf('/'));
}

const SLASH = 47;

/** True where `inner` is `outer` or lies below it. */
export const isWithin = (inner: Pointer, outer: Pointer): boolean =>
  inner.startsWith(outer) && (inner.length === outer.length || inner.charCodeAt(outer.length) === SLASH);

/** The value a pointer names, or `undefined` where the document has none. */
export function valueAt(document: Json, pointer: Pointer): Json | undefined {
  let value: Json | undefined = document;
  for (const segment of segments(pointer)) {
    if (isArray(value)) value = /^(0|[1-9]\d*)$/.test(segment) ? value[Number(segment)] : undefined;
    else if (isObject(value)) value = Object.hasOwn(value, segment) ? value[segment] : undefined;
    else return undefined;
  }
  return value;
}

/** Pointers of all leaves (primitives and empty containers) in document order. */
export function leafPointers(value: Json, at: Pointer = ''): readonly Pointer[] {
  const found: Pointer[] = [];
  const walk = (node: Json, pointer: Pointer): void => {
    if (isLeaf(node)) found.push(pointer);
    else if (isArray(node)) for (let i = 0; i < node.length; i++) walk(node[i] as Json, child(pointer, i));
    else if (isObject(node))
      for (const key of Object.keys(node)) walk(node[key] as Json, child(pointer, key));
  };
  walk(value, at);
  return found;
}
