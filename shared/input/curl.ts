import { type ParseEntry, parse } from 'shell-quote';
import { lookUp } from '../json/look-up.ts';

/** What a curl command sends. `body` is null where it has none. */
export interface CurlRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export type CurlResult =
  | { readonly ok: true; readonly request: CurlRequest }
  | { readonly ok: false; readonly message: string; readonly hint: string };

/** Options of curl that take a value, as far as API examples use them; the rest are flags. */
const WITH_VALUE = new Set([
  ...['-X', '--request', '-H', '--header', '-u', '--user', '-o', '--output', '-A', '--user-agent', '-e'],
  ...['-m', '--max-time', '--connect-timeout', '--retry', '-x', '--proxy', '--cacert', '--cert', '--key'],
  ...['-b', '--cookie', '--aws-sigv4', '-w', '--write-out', '--resolve', '--url', '-T', '-F', '--form'],
]);
const DATA = new Set(['-d', '--data', '--data-raw', '--data-binary', '--data-ascii', '--json']);

/** Shell variables are kept as written: a key in `$OPENAI_API_KEY` must not become an empty string. */
const keepVariable = (name: string): string => `$${name}`;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** `$'…'` strings of bash are rewritten for shell-quote, which does not know their escapes. */
const plainQuotes = (command: string): string =>
  command.replace(/\$'([^'\\]*(?:\\[\s\S][^'\\]*)*)'/g, (_, inner: string) => {
    const text = inner.replace(/\\(n|t|r|\\|'|")/g, (__, c: string) => lookUp(ESCAPES, c) ?? c);
    return `'${text.replace(/'/g, `'\\''`)}'`;
  });

/** Windows' command line, as browsers copy for it, escapes by carets even the quotes. */
const withoutCarets = (command: string): string =>
  /\^"/.test(command) ? command.replace(/\^\r?\n/g, ' ').replace(/\^([\s\S])/g, '$1') : command;

const wordOf = (token: ParseEntry): readonly string[] => {
  if (typeof token === 'string') return [token];
  if ('pattern' in token) return [token.pattern];
  return 'comment' in token ? [] : [token.op];
};

/** Stands for a `$` that begins no variable. */
const DOLLAR = '\u{10fffd}';

/** Stands before and behind the number of a text that was put aside. */
const ASIDE = '\u{10fffc}';
/** What stands in single quotes for so many UTF-16 units is put aside: the library takes each sign of it alone. */
const LONG = 1000;
const QUOTED = /\\[\s\S]|"(?:\\[\s\S]|[^"\\])*"|'([^']*)'/g;

interface Shortened {
  readonly command: string;
  /** Gives a word the texts back that were put aside. */
  readonly whole: (word: string) => string;
}

function shortened(command: string): Shortened {
  if (command.length < LONG || command.includes(ASIDE)) return { command, whole: (word) => word };
  const aside: string[] = [];
  const short = command.replace(QUOTED, (quoted: string, text: string | undefined) =>
    text === undefined || text.length < LONG ? quoted : `'${ASIDE}${aside.push(text) - 1}${ASIDE}'`,
  );
  const marks = new RegExp(`${ASIDE}(\\d+)${ASIDE}`, 'gu');
  return {
    command: short,
    whole: (word) => word.replace(marks, (_, number: string) => aside[Number(number)] ?? ''),
  };
}

const wordsOf = (command: string): readonly string[] => parse(command, keepVariable).flatMap(wordOf);

function parsed(given: string): readonly string[] {
  const { command, whole } = shortened(given);
  try {
    return wordsOf(command).map(whole);
  } catch {
    // The library throws at `${}` and at braces that are not closed, as they are while somebody types.
    return wordsOf(command.replaceAll('${', `${DOLLAR}{`)).map((word) => whole(word.replaceAll(DOLLAR, '$')));
  }
}

/** The words of a shell command, quotes taken away, variables left as written. */
export const shellWords = (command: string): readonly string[] =>
  parsed(
    plainQuotes(withoutCarets(command))
      // `<host>` in a URL is a gap to fill for a reader, and no file to read from.
      .replace(/:\/\/<([^<>\s]{1,200})>/g, '://$1')
      .replace(/\\\r?\n/g, ' ')
      .replace(/[\^`]\r?\n/g, ' '),
  );

/** Splits `-XPOST`, `-d@x` and `--data=x` into option and value. */
function split(word: string): readonly [string, string | null] {
  const long = /^(--[\w-]+)=([\s\S]*)$/.exec(word);
  if (long) return [long[1] as string, long[2] as string];
  const short = /^(-[XHdu])([\s\S]+)$/.exec(word);
  return short ? [short[1] as string, short[2] as string] : [word, null];
}

/** True where the text is a curl command, with or without a prompt in front. */
export function isCurl(text: string): boolean {
  return /^\s*(\$\s+)?curl(\.exe)?\s/.test(text);
}

/** An address as curl takes it: without a scheme it is HTTP. */
const withScheme = (url: string): string =>
  /^(?:localhost|(?:[\w-]+\.)+[\w-]+|[\w.-]+(?=:\d))(?::\d+)?(?:\/|$)/.test(url) ? `http://${url}` : url;

/**
 * Reads a curl command as browsers, documentation and shells write it: quotes, line continuations,
 * `--json`, repeated `-d`. A body that curl would read from a file cannot be known and is an error.
 *
 * @param input what the command reads where it says `@-`; null for nothing known
 */
export function parseCurl(text: string, input: string | null = null): CurlResult {
  const [, ...rest] = shellWords(text.trim().replace(/^\$\s+/, ''));
  const headers = new Map<string, string>();
  const data: string[] = [];
  let url = '';
  for (let i = 0; i < rest.length; i++) {
    const [option, attached] = split(rest[i] as string);
    const value = (): string => attached ?? rest[++i] ?? '';
    if (DATA.has(option)) data.push(value());
    else if (option === '-H' || option === '--header') {
      const [, name, content] = /^([^:]+):\s*([\s\S]*)$/.exec(value()) ?? [];
      if (name !== undefined) headers.set(name.trim().toLowerCase(), content ?? '');
    } else if (option === '--url') url = value();
    else if (WITH_VALUE.has(option)) value();
    else if (!option.startsWith('-') && url === '') url = option;
  }
  const given = data.map((part) => (part === '@-' && input !== null ? input : part));
  const fromFile = given.find((part) => part.startsWith('@'));
  if (fromFile !== undefined) {
    return {
      ok: false,
      message: `curl would read the body from the file ${fromFile.slice(1)}`,
      hint: 'Paste the content of that file instead, or drop the file here.',
    };
  }
  return {
    ok: true,
    request: {
      url: withScheme(url),
      headers: Object.fromEntries(headers),
      body: given.length > 0 ? given.join('&') : null,
    },
  };
}
