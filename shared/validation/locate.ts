import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { type Pointer, segments } from '../json/pointer.ts';

/** A stretch of text: UTF-16 indices, `to` exclusive. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** Where a pointer's member or item stands in the text. */
export interface Location {
  /** The key with its quotes; null for items and for the document itself. */
  readonly key: TextRange | null;
  readonly value: TextRange;
}

const range = ({ offset, length }: Node): TextRange => ({ from: offset, to: offset + length });

/** A JSON text read once, for any number of pointers. Text that is no JSON is read as far as it goes. */
export interface Locator {
  readonly find: (pointer: Pointer) => Location | undefined;
}

function tree(text: string): Node | undefined {
  try {
    return parseTree(text);
  } catch {
    // The parser recurses; text nested tens of thousands deep runs it out of stack.
    return undefined;
  }
}

// Pointers write indices as text, the tree wants them as numbers.
function nodeAt(root: Node, pointer: Pointer): Node | undefined {
  let node: Node | undefined = root;
  for (const segment of segments(pointer)) {
    if (!node) return undefined;
    node = findNodeAtLocation(node, [node.type === 'array' ? Number(segment) : segment]);
  }
  return node;
}

/** Prepares look-ups in a body text. */
export function locator(text: string): Locator {
  let root: Node | undefined | null = null;
  return {
    find: (pointer) => {
      if (root === null) root = tree(text);
      const node = root && nodeAt(root, pointer);
      if (!node) return undefined;
      const name = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
      return { key: name ? range(name) : null, value: range(node) };
    },
  };
}

/**
 * The text to underline for a problem: the key where the pointer names a member, else the value.
 * @returns undefined where the text has no such place
 */
export function locate(text: string, pointer: Pointer): TextRange | undefined {
  const found = locator(text).find(pointer);
  return found && (found.key ?? found.value);
}
