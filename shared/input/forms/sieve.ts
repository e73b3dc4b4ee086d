/** Texts up to here are parsed whole, UTF-16 units: that takes some 50 ms. */
const SHORT = 65_536;
/** True for a text of which {@link sieved} may leave something out. */
export const isLong = (text: string): boolean => text.length > SHORT;

/** Where so much of a text is needed, nothing is left out. */
const MOST_OF = 0.8;

/** A program of more statements is no value that stands alone. */
const MOST_STATEMENTS = 100;

const IN_QUOTES = String.raw`"[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*"|'[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*'`;
const BRACKETS = String.raw`[([{]|[)\]}]`;

/** What is stepped over or counted on the way from statement to statement: quotes, comments, brackets, line ends. */
const TOKENS = {
  Python: `"""[\\s\\S]*?(?:"""|$)|'''[\\s\\S]*?(?:'''|$)|${IN_QUOTES}|#[^\\n]*|${BRACKETS}|\\n(?=[A-Za-z_@])`,
  JavaScript: [
    '`[^`\\\\]*(?:\\\\[\\s\\S][^`\\\\]*)*(?:`|$)',
    IN_QUOTES,
    '\\/\\/[^\\n]*|\\/\\*[\\s\\S]*?(?:\\*\\/|$)',
    // A regular expression, by what stands before it.
    '(?<=[(,=:[!&|?;] ?)\\/(?:[^/*\\\\\\n[]|\\\\.|\\[(?:[^\\]\\\\\\n]|\\\\.)*\\])(?:[^/\\\\\\n[]|\\\\.|\\[(?:[^\\]\\\\\\n]|\\\\.)*\\])*\\/',
    BRACKETS,
    '\\n(?=[A-Za-z_$@])',
  ].join('|'),
} as const;

/** A line that begins with one of these, or after one of these signs, goes on with the statement before it. */
const GOES_ON = /^(?:else|elif|except|finally|case|default|catch|instanceof|in|of|and|or|is|not|from|as)\b/;
const OPEN_END = /(?:[=+\-*%&|?:.,\\<>]|(?<!\*)\/)\s*$/;

interface Piece {
  readonly from: number;
  readonly to: number;
}

/** The statements of a text that begin at the left edge, each to where the next one begins. */
function piecesOf(text: string, language: keyof typeof TOKENS): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  /** Where the last line at the left edge begins: a decorator belongs to what is below it. */
  let edge = 0;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(new RegExp(TOKENS[language], 'g'))) {
    if (/^[([{]$/.test(token)) depth++;
    else if (/^[)\]}]$/.test(token)) depth = Math.max(0, depth - 1);
    else if (
      token === '\n' &&
      depth === 0 &&
      !GOES_ON.test(text.slice(index + 1, index + 20)) &&
      !OPEN_END.test(text.slice(Math.max(from, index - 20), index))
    ) {
      if (text.charAt(edge) !== '@') {
        pieces.push({ from, to: index + 1 });
        from = index + 1;
      }
      edge = index + 1;
    }
  }
  return [...pieces, { from, to: text.length }];
}

/** True where a text may be one statement, beside a few imports: what is longer is looked at before it is parsed. */
export const isShortProgram = (text: string, language: keyof typeof TOKENS): boolean =>
  !isLong(text) || piecesOf(text, language).length <= MOST_STATEMENTS;

const WORD = /[A-Za-z_$][\w$]*/g;
/** What gives names a value or changes it: rather one too many than one too few. */
const GIVES = [
  /^[ \t]*([^=\n]{1,300})=(?![=>])/gm,
  /\b(?:def|class|function|import|as|for|const|let|var)\s+([\w$*{},.\s]{1,300})/g,
  /(?<![\w$.])([\w$.]{1,200})\.(?:append|extend|update|push)\(/g,
  /\bObject\.assign\(\s*([\w$.]{1,200})/g,
];

/** Finds the piece that a place stands in; places are asked for from the first on. */
function finder(pieces: readonly Piece[]): (at: number) => number {
  let i = 0;
  return (at) => {
    while (at >= (pieces[i]?.to ?? Number.POSITIVE_INFINITY)) i++;
    return i;
  };
}

/** The numbers of the pieces that give each name. */
function giversIn(text: string, pieces: readonly Piece[]): Map<string, Set<number>> {
  const givers = new Map<string, Set<number>>();
  for (const pattern of GIVES) {
    const find = finder(pieces);
    for (const { 1: given = '', index } of text.matchAll(pattern)) {
      const piece = find(index);
      for (const name of given.match(WORD) ?? []) {
        const known = givers.get(name);
        if (known) known.add(piece);
        else givers.set(name, new Set([piece]));
      }
    }
  }
  return givers;
}

/** The numbers of the pieces with calls, and of those that give the names in them, directly or not. */
function neededIn(text: string, pieces: readonly Piece[], calls: RegExp): ReadonlySet<number> {
  const find = finder(pieces);
  const needed = new Set([...text.matchAll(calls)].map(({ index }) => find(index)));
  const givers = giversIn(text, pieces);
  // A set is walked with what is added to it on the way.
  for (const i of needed) {
    const piece = pieces[i];
    for (const name of piece ? (text.slice(piece.from, piece.to).match(WORD) ?? []) : []) {
      for (const giver of givers.get(name) ?? []) needed.add(giver);
      givers.delete(name);
    }
  }
  return needed;
}

/**
 * A long text of code with blanks for every statement at its left edge in which nothing is called that is looked for,
 * and which gives none of the names that those calls use, directly or not. Its places stay what they were. A guess by
 * quotes and brackets: where what is left is no code, the text itself has to be parsed.
 *
 * @param calls what such calls match, with the flag g
 */
export function sieved(text: string, language: keyof typeof TOKENS, calls: RegExp): string {
  if (!isLong(text)) return text;
  const pieces = piecesOf(text, language);
  const needed = neededIn(text, pieces, calls);
  let size = 0;
  let less = '';
  for (const [i, { from, to }] of pieces.entries()) {
    if (!needed.has(i)) continue;
    size += to - from;
    if (from > less.length) less = `${less.padEnd(from - 1)}\n`;
    less += text.slice(from, to);
  }
  return size > text.length * MOST_OF ? text : less;
}
