import { type Node, parseTree } from 'jsonc-parser';
import { type Pointer, segments } from '../../shared/json/pointer.ts';

/** A stretch of text, UTF-16 offsets. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Larger texts are not parsed for positions in the window: nothing lights up there, UTF-16 units. */
const LARGEST_PARSED = 1_000_000;
const KEPT_TREES = 4;
const trees = new Map<string, Node | null>();

function treeOf(text: string): Node | null {
  const known = trees.get(text);
  if (known !== undefined) return known;
  const tree = text.length > LARGEST_PARSED ? null : (parseTree(text) ?? null);
  if (trees.size >= KEPT_TREES) for (const oldest of [...trees.keys()].slice(0, 1)) trees.delete(oldest);
  trees.set(text, tree);
  return tree;
}

function nodeAt(root: Node, pointer: Pointer): Node | null {
  let node: Node = root;
  for (const segment of segments(pointer)) {
    const next: Node | undefined =
      node.type === 'array'
        ? node.children?.[Number(segment)]
        : node.children?.find((property) => property.children?.[0]?.value === segment)?.children?.[1];
    if (!next) return null;
    node = next;
  }
  return node;
}

/** Where the value that a pointer names stands, its key included; null where it is not in the text. */
export function spanOf(text: string, pointer: Pointer): Span | null {
  const root = treeOf(text);
  const node = root && nodeAt(root, pointer);
  if (!node) return null;
  const whole = node.parent?.type === 'property' ? node.parent : node;
  return { from: whole.offset, to: whole.offset + whole.length };
}
