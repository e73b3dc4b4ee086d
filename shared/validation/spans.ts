import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { type Pointer, segments } from '../json/pointer.ts';

/** A stretch of text: UTF-16 indices, `to` exclusive. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where a pointer's member or item stands. */
interface Place {
  /** The key with its quotes; null for items and for the document itself. */
  readonly key: Span | null;
  readonly value: Span;
}

/** A JSON text read for any number of look-ups; it is read when the first one comes. */
export interface Spans {
  /** Undefined where the text has no such place. */
  find(pointer: Pointer): Place | undefined;
}

const span = ({ offset, length }: Node): Span => ({ from: offset, to: offset + length });

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

export function spansOf(text: string): Spans {
  let root: Node | undefined | null = null;
  return {
    find(pointer) {
      if (root === null) root = tree(text);
      const node = root && nodeAt(root, pointer);
      if (!node) return undefined;
      const name = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
      return { key: name ? span(name) : null, value: span(node) };
    },
  };
}
