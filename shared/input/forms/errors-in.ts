import type { Tree } from '@lezer/common';

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
