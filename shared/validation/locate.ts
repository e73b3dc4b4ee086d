import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { TextRange } from '../contract/inspection.ts';
import { rangeAt } from '../input/position.ts';
import { type Pointer, segments } from '../json/pointer.ts';

/** A parsed text, for several look-ups. */
export interface Locator {
  /** The key of the member that `pointer` names, or the value itself for items and the document. */
  locate(pointer: Pointer): TextRange | null;
}

function nodeAt(root: Node, path: readonly string[]): Node | undefined {
  let node: Node | undefined = root;
  for (const segment of path) {
    if (!node) return undefined;
    node = findNodeAtLocation(node, [node.type === 'array' ? Number(segment) : segment]);
  }
  return node;
}

/**
 * Finds places of a JSON text by pointer. A pointer to something that is not there gives the
 * nearest value around it; text that is no JSON gives null.
 */
export function locator(text: string): Locator {
  const root = parseTree(text);
  return {
    locate(pointer) {
      if (!root) return null;
      const path = segments(pointer);
      for (let depth = path.length; depth >= 0; depth--) {
        const node = nodeAt(root, path.slice(0, depth));
        if (!node) continue;
        const key = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
        const marked = key ?? node;
        return rangeAt(text, marked.offset, marked.offset + marked.length);
      }
      return null;
    },
  };
}

/** The place of one pointer in a JSON text; use `locator` for several. */
export function locate(text: string, pointer: Pointer): TextRange | null {
  return locator(text).locate(pointer);
}
