import { type Parser, type Tree, TreeFragment } from '@lezer/common';

/** Text up to here is always parsed whole, UTF-16 units. */
const FIRST = 16_384;
/** Each look at what was parsed so far is so much further on than the one before. */
const GROWTH = 1.5;
/** A place that cannot be read in fewer units than these, on average: prose, another language, noise. */
const UNITS_AN_ERROR = 100;
/** What is passed over in one piece was recovered from token by token: so many units of it are one more error. */
const UNITS_A_TOKEN = 10;

/**
 * A text with blanks for what longer words than any program has go on with: the parsers read a word that stands where
 * none may again from each of its letters. Inside of quotes (pictures, documents) a tree is the same either way.
 */
const withoutLongWords = (text: string): string =>
  text.replace(/\b\w{4096}\w*/g, (word) => word.charAt(0).padEnd(word.length));

function isCode(tree: Tree, from: number, to: number, mostErrors: number): boolean {
  let left = Math.min((to - from) / UNITS_AN_ERROR, mostErrors);
  tree.iterate({
    from,
    to,
    enter: ({ type, from: start, to: end }) => {
      if (type.isError) left -= 1 + Math.floor((end - start) / UNITS_A_TOKEN);
      return left >= 0;
    },
  });
  return left >= 0;
}

/**
 * Parses a text as far as it is code of the parser's language. Recovering from errors costs a hundred times what
 * reading costs: where a stretch is full of them, the tree ends there, with errors.
 *
 * @param mostErrors a stretch with more of them is full, however long it is
 */
export function parseWithin(
  parser: Parser,
  given: string,
  mostErrors: number = Number.POSITIVE_INFINITY,
): Tree {
  const text = withoutLongWords(given);
  let fragments: readonly TreeFragment[] = [];
  let from = 0;
  for (let to = FIRST; to < text.length; to = Math.ceil(to * GROWTH)) {
    const tree = parser.parse(text.slice(0, to), fragments);
    if (!isCode(tree, from, to, mostErrors)) return tree;
    fragments = TreeFragment.addTree(tree, fragments, true);
    from = to;
  }
  return parser.parse(text, fragments);
}

/** True where a text begins as code of the parser's language. */
export function beginsAs(parser: Parser, text: string, mostErrors: number): boolean {
  const beginning = text.slice(0, FIRST);
  return isCode(parser.parse(beginning), 0, beginning.length, mostErrors);
}
