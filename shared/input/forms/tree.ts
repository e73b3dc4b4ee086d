import type { SyntaxNode, Tree } from '@lezer/common';

/** More errors than these say nothing more. */
const MOST_ERRORS = 20;

/** The first places at which a text could not be read as the language. */
export function errorsIn(tree: Tree): readonly number[] {
  const found: number[] = [];
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) found.push(from);
      return found.length < MOST_ERRORS;
    },
  });
  return found;
}

/** The children of a node without brackets, commas and comments. */
export function* partsOf(node: SyntaxNode): Generator<SyntaxNode> {
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!/^(?:[()[\]{},;]|LineComment|BlockComment|Comment)$/.test(child.name)) yield child;
  }
}
