/** A word of a shell command: `[from, to)` is where it stands, quotes included; `text` is what it says. */
export interface ShellWord {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** The quotes around all of it, as UTF-16 units on each side; 0 where it is not quoted as a whole. */
  readonly quotes: number;
}

const BREAK = /(?:\s|\\\r?\n|\^\r?\n|`\r?\n)+/y;
const OPERATOR = /[;&|]+/y;
const PLAIN = /[^\s'"\\;&|]+/y;
const SINGLE = /'[^']*(?:'|$)/y;

const matchAt = (expression: RegExp, text: string, at: number): string | null => {
  expression.lastIndex = at;
  return expression.exec(text)?.[0] ?? null;
};

/** Where a double-quoted or `$'…'` piece that begins at `at` ends: behind its quote, or at the end of the text. */
function endOfQuoted(text: string, at: number, quote: string): number {
  for (let i = at; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '\\') i++;
    else if (character === quote) return i + 1;
  }
  return text.length;
}

const inner = (piece: string, quote: string): string =>
  piece.slice(1, piece.length > 1 && piece.endsWith(quote) ? -1 : undefined);

/** One piece of a word at `at`: where it ends and what it says. */
function pieceAt(text: string, at: number): readonly [end: number, says: string] {
  const character = text.charAt(at);
  const plain = matchAt(PLAIN, text, at);
  if (plain === '$' && text.charAt(at + 1) === "'") {
    const end = endOfQuoted(text, at + 2, "'");
    return [end, inner(text.slice(at + 1, end), "'")];
  }
  if (plain?.endsWith('$') && text.charAt(at + plain.length) === "'")
    return [at + plain.length - 1, plain.slice(0, -1)];
  if (plain !== null) return [at + plain.length, plain];
  const single = character === "'" ? matchAt(SINGLE, text, at) : null;
  if (single !== null) return [at + single.length, inner(single, "'")];
  if (character === '"') {
    const end = endOfQuoted(text, at + 1, '"');
    return [end, inner(text.slice(at, end), '"').replace(/\\(["\\$`])/g, '$1')];
  }
  return [at + 2, text.slice(at + 1, at + 2)];
}

/**
 * The words of a shell text with their places, command by command: `;`, `|`, `&` and line ends that are not
 * escaped end one. Quotes that are not closed reach to the end of the text.
 */
export function shellCommands(text: string): readonly (readonly ShellWord[])[] {
  const commands: ShellWord[][] = [[]];
  let at = 0;
  while (at < text.length) {
    const blank = matchAt(BREAK, text, at);
    const operator = blank === null ? matchAt(OPERATOR, text, at) : null;
    if (blank !== null || operator !== null) {
      const ends = operator !== null || /[\r\n]/.test((blank ?? '').replace(/[\\^`]\r?\n/g, ''));
      if (ends && commands.at(-1)?.length) commands.push([]);
      at += (blank ?? operator ?? ' ').length;
      continue;
    }
    const from = at;
    const pieces: string[] = [];
    let count = 0;
    while (at < text.length && !/[\s;&|]/.test(text.charAt(at)) && matchAt(BREAK, text, at) === null) {
      const [end, says] = pieceAt(text, at);
      pieces.push(says);
      at = end;
      count++;
    }
    const quoted = count === 1 && /['"]/.test(text.charAt(from));
    commands.at(-1)?.push({ from, to: at, text: pieces.join(''), quotes: quoted ? 1 : 0 });
  }
  return commands;
}
