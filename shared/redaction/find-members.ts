import { findInMemberValue } from './find-header.ts';
import { findInStrings } from './find-in-strings.ts';
import { type Finding, type SecretKind, shifted } from './finding.ts';
import { CLOSES, type Frame, type Key, keyIn, LONGEST_NAME, pairIn } from './member-frame.ts';
import {
  ASSIGNED,
  BARE,
  BARE_NUMBER,
  BLOCK,
  bareForm,
  CALLS,
  type CharacterClass,
  classOf,
  ELSE,
  elementAt,
  endOfBlanks,
  endOfWord,
  endsValue,
  JOINED,
  lengthAt,
  matchAt,
  mayPrefix,
  maySeparate,
  NEXT_ARGUMENT,
  NO_SECRET,
  PREFIX,
  readName,
  SEPARATOR,
  SPACED_SEPARATOR,
  startsLine,
  TYPED,
  WORD,
} from './member-syntax.ts';
import { isSecretName, secretCall, secretHeader, secretNamed } from './names.ts';
import { OpenBrackets } from './open-brackets.ts';
import { type Quoted, readQuoted } from './quotes.ts';

/** How deep text inside of strings is read: JSON in a shell argument in a log line is three. */
const DEEPEST = 4;
/** `(` */
const OPENING = 40;

/** What a text's names say is secret. */
export interface Members {
  readonly findings: readonly Finding[];
  /** False where quotes or brackets do not match, so that names may have been taken for values. */
  readonly balanced: boolean;
}

/** One walk over a text; strings that hold members themselves are walked by further ones. */
class Walk {
  readonly findings: Finding[] = [];
  balanced = true;
  readonly #text: string;
  readonly #from: number;
  readonly #end: number;
  readonly #depth: number;
  readonly #brackets = new OpenBrackets();
  #at: number;

  constructor(text: string, from: number, to: number, depth: number) {
    this.#text = text;
    this.#from = from;
    this.#at = from;
    this.#end = to;
    this.#depth = depth;
  }

  get #top(): Frame {
    return this.#brackets.top;
  }

  run(): void {
    while (this.#at < this.#end) Walk.#STEPS[classOf(this.#text.charCodeAt(this.#at))](this);
  }

  static readonly #STEPS: Readonly<Record<CharacterClass, (walk: Walk) => void>> = {
    quote: (walk) => walk.#string(0),
    apostrophe: (walk) => walk.#apostrophe(),
    backslash: (walk) => walk.#backslash(),
    opens: (walk) => walk.#open(),
    closes: (walk) => walk.#close(),
    word: (walk) => walk.#word(),
    element: (walk) => walk.#element(),
    line: (walk) => walk.#newline(),
    ends: (walk) => walk.#endValue(),
    other: (walk) => void walk.#at++,
  };

  /** A line's end ends a value outside of brackets alone. */
  #newline(): void {
    if (this.#brackets.isNone) this.#top.key = null;
    this.#at++;
  }

  #endValue(): void {
    this.#top.key = null;
    this.#at++;
  }

  /** An apostrophe inside a word quotes nothing. */
  #apostrophe(): void {
    if (this.#at > 0 && /\w/.test(this.#text.charAt(this.#at - 1))) this.#at++;
    else this.#string(0);
  }

  #backslash(): void {
    let escapes = 0;
    while (this.#text.charAt(this.#at + escapes) === '\\') escapes++;
    const next = this.#text.charAt(this.#at + escapes);
    if (this.#at + escapes < this.#end && (next === '"' || next === "'")) {
      this.#string(escapes);
      return;
    }
    this.#at += escapes;
    if (next === 'n') this.#newline();
    else if (next === 'r' || next === 't') this.#at++;
  }

  #string(escapes: number): void {
    const quoted = readQuoted(this.#text, this.#at, this.#end, escapes, false);
    if (!quoted.closed) this.balanced = false;
    this.#at = quoted.next;
    const short = quoted.to - quoted.from <= LONGEST_NAME;
    if (this.#top.key === null && short && this.#mayJoin() && this.#separator(SPACED_SEPARATOR))
      this.#setKey(readName(this.#text.slice(quoted.from, quoted.to)), null);
    else this.#takeString(quoted);
    if (short) this.#nameOfNext(quoted);
  }

  /** Whether what comes next may be a separator: behind most strings stands a comma or a bracket. */
  #mayJoin(): boolean {
    return !endsValue(this.#text.charCodeAt(this.#at));
  }

  /** `setenv("NAME", "…")`, and a pair of headers as a list: what comes next is the value of that name. */
  #nameOfNext({ from, to }: Quoted): void {
    const { open, headers, key } = this.#top;
    const pairs = open === '(' || (open === '[' && headers);
    if (key !== null || !pairs) return;
    const name = this.#text.slice(from, to);
    if (isSecretName(name) && this.#separator(NEXT_ARGUMENT)) this.#setKey(name, null);
  }

  /** `<apiKey>…</apiKey>` */
  #element(): void {
    const element = this.#top.content ? null : elementAt(this.#text, this.#at);
    const kind = element && secretNamed(element.name);
    if (!element || !kind || element.to > this.#end) this.#at++;
    else {
      this.#take(keyIn(this.#top, element.name, kind), kind, element.from, element.to);
      this.#at = element.to;
    }
  }

  #word(): void {
    const start = this.#at;
    const wordEnd = endOfWord(this.#text, start);
    this.#at = Math.min(wordEnd, this.#end);
    const { key } = this.#top;
    const isJoined =
      (key === null || key.kind === null) &&
      maySeparate(this.#text, this.#at) &&
      (this.#separator(SEPARATOR) || this.#separator(ELSE));
    if (isJoined) {
      this.#setKey(this.#text.slice(start, wordEnd).replace(/^-+/, ''), start);
    } else if (this.#text.charCodeAt(this.#at) === OPENING) {
      const word = this.#text.slice(start, wordEnd);
      const kind = this.#top.content ? null : secretCall(word);
      this.#top.key = kind ? { name: word, kind, content: false, headers: false } : key?.kind ? key : null;
    } else {
      this.#top.key = null;
      if (key) this.#takePair(key, { from: start, to: this.#at, next: this.#at, closed: true });
    }
  }

  #separator(form: RegExp): boolean {
    const length = lengthAt(form, this.#text, this.#at);
    if (length < 0 || this.#at + length > this.#end) return false;
    this.#at += length;
    return true;
  }

  /** @param start where the name begins that may be the first in its line: behind a list's dash or an `export` at most */
  #setKey(name: string, start: number | null): void {
    const named = this.#top.headers || name.includes('-') ? secretHeader(name) : secretNamed(name);
    const key = keyIn(this.#top, name, named);
    this.#top.key = key;
    const spread = this.#text.charAt(this.#at - 1) === ':';
    this.#at = endOfBlanks(this.#text, this.#at);
    if (spread && key.kind) this.#at += Math.max(0, lengthAt(TYPED, this.#text, this.#at));
    if (mayPrefix(this.#text.charCodeAt(this.#at)))
      this.#at += Math.max(0, lengthAt(PREFIX, this.#text, this.#at));
    this.#at = Math.min(this.#at, this.#end);
    if (key.kind && !/["'`\\{[(\r\n]/.test(this.#text.charAt(this.#at)))
      this.#takeBare(key, key.kind, spread, start !== null && startsLine(this.#text, this.#from, start));
  }

  /** A value without quotes behind a secret name: of a shell assignment, a header line, a YAML file, a call. */
  #takeBare(key: Key, kind: SecretKind, spread: boolean, startsLine: boolean): void {
    const outside = this.#brackets.isNone;
    const form = outside ? bareForm(key.name, kind, spread, startsLine) : 'member';
    const from = this.#at;
    const raw =
      (form === 'line' ? matchAt(BLOCK, this.#text, from) : null) ??
      matchAt(BARE[form], this.#text, from) ??
      '';
    const to = Math.min(from + raw.length, this.#end);
    const value = this.#text.slice(from, to);
    const callee = CALLS.test(value) ? value.slice(0, -1) : null;
    this.#top.key = callee !== null && secretCall(callee) ? key : null;
    if (callee !== null) {
      this.#at = to - 1;
      return;
    }
    const isVariable = this.#top.open === '(' && /^[A-Za-z_][\w.]*$/.test(value) && !/\d/.test(value);
    // An expression may hold brackets and strings: the walk goes on inside of it.
    if (isVariable || NO_SECRET.test(value))
      this.#past(key, from + (matchAt(WORD, value, 0)?.length ?? value.length));
    else {
      if (!outside && BARE_NUMBER.test(value))
        this.findings.push({ kind, from, to, name: key.name, number: true });
      else this.#take(key, kind, from, to);
      this.#at = to;
    }
  }

  /** Behind an expression that is no secret may stand one for the case that there is none: `self.key or "…"`. */
  #past(key: Key, at: number): void {
    this.#at = at;
    if (this.#separator(ELSE)) this.#top.key = key;
  }

  #takeString(quoted: Quoted): void {
    const { key, secret, content } = this.#top;
    this.#top.key = null;
    this.#top.last =
      quoted.to - quoted.from <= LONGEST_NAME ? this.#text.slice(quoted.from, quoted.to) : null;
    if ((content && !key?.kind) || key?.content) return;
    const told = key?.kind ? key : secret;
    if (told?.kind) {
      this.#take(told, told.kind, quoted.from, quoted.to);
      const joined = matchAt(JOINED, this.#text, this.#at);
      if (joined !== null && this.#at + joined.length < this.#end) {
        this.#at += joined.length;
        this.#top.key = told;
      }
    } else if (!this.#takePair(key, quoted)) this.#within(quoted);
  }

  #take(key: Key, kind: SecretKind, from: number, to: number): void {
    const value = this.#text.slice(from, to);
    for (const finding of findInMemberValue(key.name, value, kind))
      this.findings.push(shifted(finding, from));
  }

  #takePair(key: Key | null, quoted: Quoted): boolean {
    const paired = pairIn(this.#top, key, quoted, this.#text);
    if (!paired) return false;
    if (paired !== 'waits') {
      const { name, kind, from, to } = paired;
      this.#take({ name, kind, content: false, headers: false }, kind, from, to);
    }
    return true;
  }

  /** A string that holds members or commands itself: escaped JSON, a header line, a form, a call of curl. */
  #within({ from, to }: Quoted): void {
    if (this.#depth >= DEEPEST || to - from < 4) return;
    const inner = new Walk(this.#text, from, to, this.#depth + 1);
    inner.run();
    for (const finding of inner.findings) this.findings.push(finding);
    for (const finding of findInStrings(this.#text, from, to)) this.findings.push(finding);
  }

  #open(): void {
    this.#brackets.open(this.#text.charAt(this.#at));
    this.#at++;
  }

  #close(): void {
    const bracket = CLOSES.get(this.#text.charAt(this.#at)) as string;
    this.#at++;
    const closed = this.#brackets.close(bracket);
    if (!closed?.balanced) this.balanced = false;
    if (!closed || closed.last === null || bracket === '{') return;
    if (this.#separator(bracket === '[' ? ASSIGNED : ELSE)) this.#setKey(closed.last, null);
  }
}

/**
 * Secrets that the names beside them tell, in a call to LiteLLM and whatever people paste with it: JSON whole or
 * half typed, JSON inside of strings, Python, YAML, environments, header lines, forms. What stands in the messages,
 * tools and schemas of a call is passed over: there such names are everyday words.
 */
export function findMembers(text: string): Members {
  const walk = new Walk(text, 0, text.length, 0);
  walk.run();
  return walk;
}
