import type { SecretKind } from './finding.ts';

/* How people write members: JSON, Python, YAML, shells, header lines. Sticky, so that each is tried at one place. */

export const WORD = /[\w$@%.+~/-]+/y;
const OF_WORD: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  /[\w$@%.+~/-]/.test(String.fromCharCode(code)),
);

/** What a character begins, or means by itself, for a walk over members. */
export type CharacterClass =
  | ('quote' | 'apostrophe' | 'backslash' | 'opens' | 'closes')
  | ('word' | 'element' | 'line' | 'ends' | 'other');

const BY_CHARACTER: readonly (readonly [string, CharacterClass])[] = [
  ['"`', 'quote'],
  ["'", 'apostrophe'],
  ['\\', 'backslash'],
  ['{[(', 'opens'],
  ['}])', 'closes'],
  ['<', 'element'],
  ['\n', 'line'],
  [',;&', 'ends'],
];
const CLASSES: readonly CharacterClass[] = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  const named = BY_CHARACTER.find(([characters]) => characters.includes(character))?.[1];
  return named ?? (OF_WORD[code] ? 'word' : 'other');
});

export const classOf = (code: number): CharacterClass => CLASSES[code] ?? 'other';

/** Where a {@link WORD} that begins at `at` ends. */
export function endOfWord(text: string, at: number): number {
  let end = at;
  while (OF_WORD[text.charCodeAt(end)] === true) end++;
  return end;
}

const isBlank = (code: number): boolean => code === 32 || code === 9;

/** Where blanks end that begin at `at`. */
export function endOfBlanks(text: string, at: number): number {
  let end = at;
  while (isBlank(text.charCodeAt(end))) end++;
  return end;
}

/** Tells by one look whether a UTF-16 unit is one of some characters of ASCII. */
function among(characters: string): (code: number) => boolean {
  const table = Array.from({ length: 128 }, (_, code) => characters.includes(String.fromCharCode(code)));
  return (code) => table[code] === true;
}

/** What stands behind most strings, and begins no separator. */
export const endsValue = among(',]})');
/** What {@link PREFIX} begins with. */
export const mayPrefix = among('rbfuRBFU');
const beginsSeparator = among('=:|?o');
/** Whether {@link SEPARATOR} or {@link ELSE} may stand at `at`: behind most words stands another. */
export const maySeparate = (text: string, at: number): boolean =>
  beginsSeparator(text.charCodeAt(endOfBlanks(text, at)));

export const SEPARATOR = /[ \t]{0,32}(?:=(?![=])>?|:(?![:]|\/\/))/y;
/** Behind a quoted key a line may end, as JSON allows. */
export const SPACED_SEPARATOR = /\s{0,64}(?:=(?![=])>?|:(?!:))/y;
const LINE_START = /^[ \t]*(?:- |export |set )?$/;
const LINE_BREAK = /(?:[\r\n]|\\n)[ \t]*(?:- |export |set )?$/;
/* Inside of a text of JSON, quotes have backslashes before them: `\\{0,8}` takes those along. */
/** `"Bearer " + key` */
export const JOINED = /[ \t]{0,16}\+[ \t]{0,16}(?=\\{0,8}["'`])/y;
/** `environ["NAME"] = …`, and what stands in where there is none: `environ["NAME"] or …`. */
export const ASSIGNED = /[ \t]{0,16}(?:=(?!=)|\|\||\?\?|or\b)/y;
/** `getenv("NAME") or "…"`, `process.env.NAME ?? "…"` */
export const ELSE = /[ \t]{0,16}(?:\|\||\?\?|or\b)[ \t]{0,16}(?=\\{0,8}["'`])/y;
/** `setenv("NAME", "…")`, `header("x-api-key", "…")` */
export const NEXT_ARGUMENT = /[ \t]{0,16},\s{0,32}(?=[rbfuRBFU]{0,2}\\{0,8}["'`])/y;
/** `api_key: string = "…"` */
export const TYPED = /[A-Za-z][\w.<>|?[\]]{0,60}[ \t]{0,16}=[ \t]{0,16}(?=\\{0,8}["'`])/y;
const ELEMENT = /<([A-Za-z][\w.:-]{0,63})>([^<>\r\n]{1,4096})(?=<\/)/y;
/** A text of several lines under a key of YAML: the lines that stand further in. */
export const BLOCK = /[|>][+-]?[ \t]*\r?\n([ \t]+)[^\r\n]*(?:\r?\n\1[^\r\n]*)*/y;
/** An expression that calls something with a text: `SecretStr("…")`. */
export const CALLS = /^[A-Za-z_][\w.]*\($/;
export const PREFIX = /[rbfuRBFU]{1,2}(?=\\{0,8}["'])/y;

/**
 * Where a bare value ends: in a shell or a file, in brackets, and for the rest of a line. A backslash before a quote or
 * of a line end belongs to those, not to the value: JSON holds such texts.
 */
export const BARE = {
  word: /(?:[^\s;&|"'`\\]|\\(?!\\{0,8}["'`]|[nrt]))*/y,
  member: /(?:[^\s,;&)\]}"'`\\]|\\(?!\\{0,8}["'`]|[nrt]))*/y,
  cookie: /(?:[^\r\n"'`\\]|\\(?!\\{0,8}["'`]|[nr]))*/y,
  header:
    /(?:(?:bearer|basic|token|apikey|key|digest|negotiate|oauth)[ \t]+)?(?:[^\s"'`\\]|\\(?!\\{0,8}["'`]|[nrt]))*/iy,
  line: /(?:[^\r\n\\]|\\(?![nr]))*/y,
} as const;

/** True where a name at `at` begins a line of a text that begins at `from`. */
export function startsLine(text: string, from: number, at: number): boolean {
  const start = Math.max(from, at - 40);
  const before = text.slice(start, at);
  return (start === from && LINE_START.test(before)) || LINE_BREAK.test(before);
}

/** How a value without quotes ends that stands in no bracket: `spread` behind a colon, `startsLine` with its name first in a line. */
export function bareForm(
  name: string,
  kind: SecretKind,
  spread: boolean,
  startsLine: boolean,
): keyof typeof BARE {
  if (!spread) return 'word';
  if (startsLine) return 'line';
  if (kind === 'cookie') return 'cookie';
  return kind === 'bearer' || /authorization$/i.test(name) ? 'header' : 'member';
}

/** Words of a language, and expressions that only say where the secret is. */
export const NO_SECRET =
  /^(?:null|none|true|false|undefined|nil|[|>][+-]?)$|^(?:os|process|import|Deno|env|config|settings|args|self)\./i;

export const BARE_NUMBER = /^[1-9]\d{3,}$/;

/** The whole of a sticky expression's match at `at`, or null. */
export function matchAt(expression: RegExp, text: string, at: number): string | null {
  expression.lastIndex = at;
  return expression.exec(text)?.[0] ?? null;
}

/** The length of a sticky expression's match at `at`, -1 without one. */
export function lengthAt(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex - at : -1;
}

/** A key's name with its escapes read; as it stands where they are none of JSON's. */
export function readName(name: string): string {
  if (!name.includes('\\')) return name;
  try {
    return String(JSON.parse(`"${name}"`));
  } catch {
    return name.replace(/\\/g, '');
  }
}

/** The element of markup at `at` that holds a text alone, `<apiKey>…</apiKey>`: its name, and where its text stands. */
export function elementAt(
  text: string,
  at: number,
): { readonly name: string; readonly from: number; readonly to: number } | null {
  ELEMENT.lastIndex = at;
  const [whole, name, value] = ELEMENT.exec(text) ?? [];
  if (whole === undefined || name === undefined || value === undefined) return null;
  return { name, from: at + whole.length - value.length, to: at + whole.length };
}
