import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { child, type Pointer, segments } from '../../shared/json/pointer.ts';

const VALUES: ReadonlySet<string> = new Set(['True', 'False', 'Null', 'Number', 'String', 'Object', 'Array']);

function* members(node: SyntaxNode): Generator<SyntaxNode> {
  for (let one = node.firstChild; one; one = one.nextSibling)
    if (one.name === 'Property' || VALUES.has(one.name)) yield one;
}

function keyOf(state: EditorState, property: SyntaxNode): string | null {
  const name = property.getChild('PropertyName');
  if (!name) return null;
  try {
    return JSON.parse(state.sliceDoc(name.from, name.to)) as string;
  } catch {
    return null;
  }
}

/**
 * The value of a JSON document at an offset, by the tree that the editor keeps while one types: nothing is parsed anew.
 * Null outside of the document.
 */
export function pointerAt(state: EditorState, offset: number): Pointer | null {
  const steps: (string | number)[] = [];
  let node: SyntaxNode | null = syntaxTree(state).resolveInner(offset, -1);
  if (node.name === 'JsonText') return null;
  for (; node; node = node.parent) {
    const { parent }: { readonly parent: SyntaxNode | null } = node;
    if (node.name === 'Property') {
      const key = keyOf(state, node);
      if (key === null) return null;
      steps.unshift(key);
    } else if (parent?.name === 'Array' && VALUES.has(node.name)) {
      let place = 0;
      for (const one of members(parent)) {
        if (one.from >= node.from) break;
        place++;
      }
      steps.unshift(place);
    }
  }
  return steps.reduce<Pointer>(child, '');
}

/** Where the value that a pointer names stands, its key included; null where the tree has none. */
export function spanOf(
  state: EditorState,
  pointer: Pointer,
): { readonly from: number; readonly to: number } | null {
  let node: SyntaxNode | null = syntaxTree(state).topNode.firstChild;
  let span = node;
  for (const segment of segments(pointer)) {
    if (!node) return null;
    let place = 0;
    let found: SyntaxNode | null = null;
    for (const one of members(node)) {
      const fits = node.name === 'Array' ? String(place) === segment : keyOf(state, one) === segment;
      if (fits) {
        found = one;
        break;
      }
      place++;
    }
    if (!found) return null;
    span = found;
    node = found.name === 'Property' ? found.lastChild : found;
  }
  return span && { from: span.from, to: span.to };
}
