/** A piece of a PowerShell script: a text in quotes, a word, a bracket or other sign, the end of a command. */
export interface Token {
  readonly kind: 'text' | 'word' | 'sign' | 'end';
  readonly of: string;
}

/**
 * What tokens begin with, the longest first: here-strings, quotes, brackets of hashtables and lists, plain
 * words. A backtick before a line end goes on with the line.
 */
const BEGINS = /`\r?\n|#[^\n]*|@'\r?\n|@"\r?\n|['"]|@\{|@\(|[(){}[\]=,;|]|\r?\n|[^\s(){}[\]=,;|'"]+/g;

interface Quotes {
  /** Where to look on the way through the text: at its end, and at what only looks like it. */
  readonly stops: RegExp;
  readonly end: string;
  readonly plain: (written: string) => string;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

const asWritten = (written: string): string => written;

/** Quotes by what they begin with. Variables in double ones stay as they are written. */
const QUOTES: ReadonlyMap<string, Quotes> = new Map([
  ["@'", { stops: /\r?\n'@/g, end: "'@", plain: asWritten }],
  ['@"', { stops: /\r?\n"@/g, end: '"@', plain: asWritten }],
  ["'", { stops: /''|'/g, end: "'", plain: (written) => written.replace(/''/g, "'") }],
  [
    '"',
    {
      stops: /""|`[\s\S]|"/g,
      end: '"',
      plain: (written) =>
        written.replace(/""/g, '"').replace(/`([\s\S])/g, (_, c: string) => ESCAPES.get(c) ?? c),
    },
  ],
]);

/** The end of what stands in quotes from `from`, and the place behind them; null where they do not end. */
function endOf(
  { stops, end }: Quotes,
  script: string,
  from: number,
): { readonly to: number; readonly after: number } | null {
  stops.lastIndex = from;
  for (let stop = stops.exec(script); stop; stop = stops.exec(script))
    if (stop[0].trim() === end) return { to: stop.index, after: stops.lastIndex };
  return null;
}

function plainToken(of: string): Token | null {
  if (/^(?:`|#)/.test(of)) return null;
  if (/^\r?\n$|^;$/.test(of)) return { kind: 'end', of: '\n' };
  return { kind: /^(?:@[{(]|[(){}[\]=,|])$/.test(of) ? 'sign' : 'word', of };
}

/** The tokens of a script, in order. Quotes that do not end are passed over, with all later ones of their kind. */
export function tokensOf(script: string): readonly Token[] {
  const tokens: Token[] = [];
  const endless = new Set<Quotes>();
  const begins = new RegExp(BEGINS);
  for (let begin = begins.exec(script); begin; begin = begins.exec(script)) {
    const quotes = QUOTES.get(begin[0].trimEnd());
    if (!quotes) {
      const token = plainToken(begin[0]);
      if (token) tokens.push(token);
      continue;
    }
    const from = begins.lastIndex;
    const end = endless.has(quotes) ? null : endOf(quotes, script, from);
    if (!end) {
      endless.add(quotes);
      continue;
    }
    tokens.push({ kind: 'text', of: quotes.plain(script.slice(from, end.to)) });
    begins.lastIndex = end.after;
  }
  return tokens;
}
