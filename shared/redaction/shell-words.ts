/** A word of a shell command: `[from, to)` is where it stands, quotes included. */
export class ShellWord {
  readonly from: number;
  readonly to: number;
  /** The quotes around all of it, as UTF-16 units on each side; 0 where it is not quoted as a whole. */
  readonly quotes: number;
  readonly #source: string;
  #text: string | null = null;

  constructor(source: string, from: number, to: number, quotes: number) {
    this.#source = source;
    this.from = from;
    this.to = to;
    this.quotes = quotes;
  }

  /** What it says. Of most words of a text nobody asks. */
  get text(): string {
    this.#text ??= saidIn(this.#source, this.from, this.to);
    return this.#text;
  }

  /** Whether it is an option: what it says begins with a hyphen. */
  get isOption(): boolean {
    const first = this.#source.charCodeAt(this.from);
    return first === HYPHEN || (QUOTING.has(first) && this.text.startsWith('-'));
  }
}

const [HYPHEN, BACKSLASH, CARET, BACKTICK, DOLLAR, NEWLINE, RETURN] = [45, 92, 94, 96, 36, 10, 13] as const;
const [SINGLE, DOUBLE] = [39, 34] as const;
/** A word that begins so says something else than stands there. */
const QUOTING: ReadonlySet<number> = new Set([BACKSLASH, SINGLE, DOUBLE, DOLLAR]);

type Kind = 'plain' | 'blank' | 'operator' | 'quoting';
const CODES = 128;
const KINDS: readonly Kind[] = Array.from({ length: CODES }, (_, code): Kind => {
  const character = String.fromCharCode(code);
  if (/\s/.test(character)) return 'blank';
  if (/[;&|]/.test(character)) return 'operator';
  return /['"\\]/.test(character) ? 'quoting' : 'plain';
});

const kindAt = (text: string, at: number): Kind => {
  const code = text.charCodeAt(at);
  if (code < CODES) return KINDS[code] as Kind;
  return /\s/.test(text.charAt(at)) ? 'blank' : 'plain';
};

/** A line end behind a backslash, a caret or a backtick at `at` does not end the command: how long both are, else 0. */
function continuedAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code !== BACKSLASH && code !== CARET && code !== BACKTICK) return 0;
  const next = text.charCodeAt(at + 1);
  if (next === NEWLINE) return 2;
  return next === RETURN && text.charCodeAt(at + 2) === NEWLINE ? 3 : 0;
}

/** Up to the next quote or backslash. */
const TO_QUOTE: ReadonlyMap<string, RegExp> = new Map([
  ['"', /[^"\\]+/y],
  ["'", /[^'\\]+/y],
]);

/** Where a double-quoted or `$'…'` piece that begins at `at` ends: behind its quote, or at the end of the text. */
function endOfQuoted(text: string, at: number, quote: string): number {
  const run = TO_QUOTE.get(quote) as RegExp;
  for (let i = at; i < text.length; ) {
    const code = text.charCodeAt(i);
    if (code === BACKSLASH) i += 2;
    else if (code === quote.charCodeAt(0)) return i + 1;
    else {
      run.lastIndex = i;
      run.test(text);
      i = run.lastIndex;
    }
  }
  return text.length;
}

const inner = (piece: string, quote: string): string =>
  piece.slice(1, piece.length > 1 && piece.endsWith(quote) ? -1 : undefined);

/** Where the plain characters from `at` on end. */
function endOfPlain(text: string, at: number): number {
  let end = at;
  while (end < text.length && kindAt(text, end) === 'plain') end++;
  return end;
}

const isDollarQuote = (text: string, at: number): boolean =>
  text.charCodeAt(at) === DOLLAR && text.charCodeAt(at + 1) === SINGLE;

/** Where the piece of a word that begins at `at` ends. */
function endOfPiece(text: string, at: number): number {
  if (isDollarQuote(text, at)) return endOfQuoted(text, at + 2, "'");
  const plain = endOfPlain(text, at);
  if (plain > at) return isDollarQuote(text, plain - 1) ? plain - 1 : plain;
  const code = text.charCodeAt(at);
  if (code === SINGLE) {
    const closed = text.indexOf("'", at + 1);
    return closed < 0 ? text.length : closed + 1;
  }
  return code === DOUBLE ? endOfQuoted(text, at + 1, '"') : at + 2;
}

/** What a piece says. */
function saidBy(text: string, from: number, to: number): string {
  if (isDollarQuote(text, from)) return inner(text.slice(from + 1, to), "'");
  const piece = text.slice(from, to);
  switch (text.charCodeAt(from)) {
    case SINGLE:
      return inner(piece, "'");
    case DOUBLE:
      return inner(piece, '"').replace(/\\(["\\$`])/g, '$1');
    case BACKSLASH:
      return piece.slice(1);
    default:
      return piece;
  }
}

function saidIn(text: string, from: number, to: number): string {
  let said = '';
  for (let at = from; at < to; ) {
    const end = endOfPiece(text, at);
    said += saidBy(text, at, end);
    at = end;
  }
  return said;
}

/** The word that begins at `from`: it ends before a blank, an operator or a continued line. */
function wordAt(text: string, from: number): ShellWord {
  let at = from;
  let pieces = 0;
  do {
    at = endOfPiece(text, at);
    pieces++;
    const kind = at < text.length ? kindAt(text, at) : 'blank';
    if (kind === 'blank' || kind === 'operator') break;
  } while (continuedAt(text, at) === 0);
  const first = text.charCodeAt(from);
  return new ShellWord(text, from, at, pieces === 1 && (first === SINGLE || first === DOUBLE) ? 1 : 0);
}

/**
 * The words of a shell text with their places, command by command: `;`, `|`, `&` and line ends that are not
 * escaped end one. Quotes that are not closed reach to the end of the text.
 */
export function shellCommands(text: string): readonly (readonly ShellWord[])[] {
  const commands: (readonly ShellWord[])[] = [];
  let words: ShellWord[] = [];
  for (let at = 0; at < text.length; ) {
    const kind = kindAt(text, at);
    const code = text.charCodeAt(at);
    const continued = continuedAt(text, at);
    if (kind === 'blank' || kind === 'operator') {
      if ((kind === 'operator' || code === NEWLINE || code === RETURN) && words.length > 0) {
        commands.push(words);
        words = [];
      }
      at++;
    } else if (continued > 0) at += continued;
    else {
      const word = wordAt(text, at);
      words.push(word);
      at = word.to;
    }
  }
  if (words.length > 0) commands.push(words);
  return commands;
}
