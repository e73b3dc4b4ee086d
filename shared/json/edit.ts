import { assign, isArray, isObject, type Json, type JsonObject } from './json.ts';
import { type Pointer, segments } from './pointer.ts';

/** One change of a document: a member or item goes, gets another value, or a member another key. */
export type Edit =
  | { readonly kind: 'drop'; readonly pointer: Pointer }
  | { readonly kind: 'set'; readonly pointer: Pointer; readonly value: Json }
  | { readonly kind: 'rename'; readonly pointer: Pointer; readonly key: string };

/** Edits by the way to them. */
interface Branch {
  edit: Edit | null;
  readonly inside: Map<string, Branch>;
}

const branch = (): Branch => ({ edit: null, inside: new Map() });

function treeOf(edits: readonly Edit[]): Branch {
  const root = branch();
  for (const edit of edits) {
    let at = root;
    for (const segment of segments(edit.pointer)) {
      const next = at.inside.get(segment) ?? branch();
      at.inside.set(segment, next);
      at = next;
    }
    at.edit ??= edit;
  }
  return root;
}

function changedList(list: readonly Json[], edits: Branch): Json {
  return list.flatMap((item, i) => {
    const at = edits.inside.get(String(i));
    if (at?.edit?.kind === 'drop') return [];
    return [at ? changed(item, at) : item];
  });
}

function changedObject(object: JsonObject, edits: Branch): Json {
  const copy: Record<string, Json> = {};
  for (const [key, value] of Object.entries(object)) {
    const at = edits.inside.get(key);
    if (at?.edit?.kind === 'drop') continue;
    assign(copy, at?.edit?.kind === 'rename' ? at.edit.key : key, at ? changed(value, at) : value);
  }
  for (const [key, { edit }] of edits.inside) {
    if (edit?.kind === 'set' && !Object.hasOwn(object, key)) assign(copy, key, edit.value);
  }
  return copy;
}

function changed(value: Json, edits: Branch): Json {
  if (edits.edit?.kind === 'set') return edits.edit.value;
  if (edits.inside.size === 0) return value;
  if (isArray(value)) return changedList(value, edits);
  return isObject(value) ? changedObject(value, edits) : value;
}

/**
 * The document after all edits at once; pointers speak of the document before. Every container on the way to an edit is
 * copied once, the rest is shared. A member that is set where there is none comes last.
 */
export function withEdits(document: JsonObject, edits: readonly Edit[]): JsonObject {
  const result = changed(document, treeOf(edits));
  return isObject(result) ? result : document;
}
