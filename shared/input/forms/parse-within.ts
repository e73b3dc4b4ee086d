import { type Parser, type Tree, TreeFragment } from '@lezer/common';

/** Text up to here is always parsed whole, UTF-16 units. */
const FIRST = 16_384;
/** Each look at what was parsed so far is so much further on than the one before. */
const GROWTH = 1.5;
/** A place that cannot be read in fewer units than these, on average: prose, another language, noise. */
const UNITS_AN_ERROR = 100;
/** What is passed over in one piece was recovered from token by token: so many units of it are one more error. */
const UNITS_A_TOKEN = 10;

/** Signs that nest or are recovered from when they are repeated; a list may have the same numbers again and again. */
const SIGN = /[^\w\s,\\"'`]|[\u2028\u2029]/;
/** So many signs are looked at as one piece. */
const LONGEST_PIECE = 3;
/** More often than this nobody writes one in a row. */
const MOST_REPEATED = 200;

/** A text with blanks for the rest of what repeats one piece of so many signs. Linear. */
function withoutRepeated(text: string, piece: number): string {
  const parts: string[] = [];
  let taken = 0;
  let from = 0;
  for (let at = piece; at <= text.length; at++) {
    const same = at < text.length && text.charCodeAt(at) === text.charCodeAt(at - piece);
    if (same && SIGN.test(text.charAt(at))) continue;
    if (at - from > MOST_REPEATED * piece) {
      parts.push(text.slice(taken, from + 1), ' '.repeat(at - from - 1));
      taken = at;
    }
    from = at - piece + 1;
  }
  return taken === 0 ? text : parts.join('') + text.slice(taken);
}

/**
 * A text with blanks for what no program has: the rest of words of thousands of letters, which the parsers read again
 * from each of them where none may stand, and of signs that are repeated without end, which take a stack as deep. Inside
 * of quotes (pictures, documents) a tree is the same either way.
 */
function withoutRuns(text: string): string {
  let made = text.replace(/\b\w{4096}\w*/g, (word) => word.charAt(0).padEnd(word.length));
  for (let piece = 1; piece <= LONGEST_PIECE; piece++) made = withoutRepeated(made, piece);
  return made;
}

function isCode(tree: Tree, from: number, to: number, mostErrors: number): boolean {
  let left = Math.min((to - from) / UNITS_AN_ERROR, mostErrors);
  try {
    tree.iterate({
      from,
      to,
      enter: ({ type, from: start, to: end }) => {
        if (type.isError) left -= 1 + Math.floor((end - start) / UNITS_A_TOKEN);
        return left >= 0;
      },
    });
  } catch (error) {
    // The library's walk breaks on trees of many thousand levels, which no code has that people write.
    if (!(error instanceof TypeError)) throw error;
    return false;
  }
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
  const text = withoutRuns(given);
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
