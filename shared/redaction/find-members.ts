import { findInHeaderValue, valueFinding } from './find-header.ts';
import { type Finding, type SecretKind, shifted } from './finding.ts';
import { CLOSES, type Frame, type Key, keyIn, OPENS, opened, outermost } from './member-frame.ts';
import {
  ASSIGNED,
  BARE,
  BARE_NUMBER,
  BLANK,
  JOINED,
  LINE_BREAK,
  LINE_START,
  matchAt,
  NO_SECRET,
  PREFIX,
  readName,
  SEPARATOR,
  SPACED_SEPARATOR,
  WORD,
} from './member-syntax.ts';
import { secretHeader, secretNamed } from './names.ts';
import { type Quoted, readQuoted } from './quotes.ts';

/** How deep text inside of strings is read: JSON in a shell argument in a log line is three. */
const DEEPEST = 4;
const LONGEST_NAME = 128;

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
  readonly #stack: Frame[];
  readonly #open: Record<string, number> = { '{': 0, '[': 0, '(': 0 };
  #at: number;

  constructor(text: string, from: number, to: number, depth: number) {
    this.#text = text;
    this.#from = from;
    this.#at = from;
    this.#end = to;
    this.#depth = depth;
    this.#stack = [outermost()];
  }

  get #top(): Frame {
    return this.#stack[this.#stack.length - 1] as Frame;
  }

  run(): void {
    while (this.#at < this.#end) this.#step(this.#text.charAt(this.#at));
  }

  #step(character: string): void {
    if (character === '"' || character === '`') this.#string(0);
    else if (character === "'") this.#apostrophe();
    else if (character === '\\') this.#backslash();
    else if (OPENS.has(character)) this.#push(character);
    else if (CLOSES.has(character)) this.#pop(CLOSES.get(character) as string);
    else if (/[\w$@%.+~/-]/.test(character)) this.#word();
    else {
      if (character === '\n') this.#newline();
      else if (character === ',' || character === ';' || character === '&') this.#top.key = null;
      this.#at++;
    }
  }

  #newline(): void {
    if (this.#stack.length === 1) this.#top.key = null;
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
    if (/[nrt]/.test(next)) {
      this.#at++;
      if (next === 'n') this.#newline();
    }
  }

  #string(escapes: number): void {
    const quoted = readQuoted(this.#text, this.#at, this.#end, escapes, false);
    if (!quoted.closed) this.balanced = false;
    this.#at = quoted.next;
    const short = quoted.to - quoted.from <= LONGEST_NAME;
    if (this.#top.key === null && short && this.#separator(SPACED_SEPARATOR))
      this.#setKey(readName(this.#text.slice(quoted.from, quoted.to)), false);
    else this.#takeString(quoted);
  }

  #word(): void {
    const start = this.#at;
    const word = matchAt(WORD, this.#text, start) ?? '';
    this.#at = Math.min(start + word.length, this.#end);
    const { key } = this.#top;
    if ((key === null || key.kind === null) && this.#separator(SEPARATOR)) {
      this.#setKey(word.replace(/^-+/, ''), this.#startsLine(start));
    } else {
      this.#top.key = null;
      this.#takePair(key, { from: start, to: this.#at, next: this.#at, closed: true });
    }
  }

  /** Nothing but a list's dash or an `export` stands before it in its line. */
  #startsLine(at: number): boolean {
    const start = Math.max(this.#from, at - 40);
    const before = this.#text.slice(start, at);
    return start === this.#from && LINE_START.test(before) ? true : LINE_BREAK.test(before);
  }

  #separator(form: RegExp): boolean {
    const separator = matchAt(form, this.#text, this.#at);
    if (separator === null || this.#at + separator.length > this.#end) return false;
    this.#at += separator.length;
    return true;
  }

  #setKey(name: string, startsLine: boolean): void {
    const named = this.#top.headers || name.includes('-') ? secretHeader(name) : secretNamed(name);
    const key = keyIn(this.#top, name, named);
    this.#top.key = key;
    const spread = this.#text.charAt(this.#at - 1) === ':';
    this.#at += matchAt(BLANK, this.#text, this.#at)?.length ?? 0;
    this.#at += matchAt(PREFIX, this.#text, this.#at)?.length ?? 0;
    this.#at = Math.min(this.#at, this.#end);
    if (key.kind && !/["'`\\{[(\r\n]/.test(this.#text.charAt(this.#at)))
      this.#takeBare(key, key.kind, spread, startsLine);
  }

  /** A value without quotes behind a secret name: of a shell assignment, a header line, a YAML file, a call. */
  #takeBare(key: Key, kind: SecretKind, spread: boolean, startsLine: boolean): void {
    const outside = this.#stack.length === 1;
    const isHeader = kind === 'bearer' || /authorization$/i.test(key.name);
    const form = !outside
      ? 'member'
      : !spread
        ? 'word'
        : startsLine
          ? 'line'
          : kind === 'cookie'
            ? 'cookie'
            : isHeader
              ? 'header'
              : 'member';
    const from = this.#at;
    const raw = matchAt(BARE[form], this.#text, from) ?? '';
    const to = Math.min(from + raw.length, this.#end);
    this.#top.key = null;
    const value = this.#text.slice(from, to);
    const isVariable = this.#top.open === '(' && /^[A-Za-z_][\w.]*$/.test(value) && !/\d/.test(value);
    // An expression may hold brackets and strings: the walk goes on inside of it.
    if (isVariable || NO_SECRET.test(value))
      this.#at = from + (matchAt(WORD, value, 0)?.length ?? value.length);
    else {
      if (!outside && BARE_NUMBER.test(value))
        this.findings.push({ kind, from, to, name: key.name, number: true });
      else this.#take(key, kind, from, to);
      this.#at = to;
    }
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
    const opaque = kind === 'password' || kind === 'aws-secret' || kind === 'private-key';
    const found = opaque
      ? valueFinding(value, 0, value.length, kind, key.name)
      : findInHeaderValue(key.name, value, kind);
    for (const finding of found) this.findings.push(shifted(finding, from));
  }

  /** `name` and `value` of a header or variable, as HAR and Kubernetes write them. */
  #takePair(key: Key | null, quoted: Quoted): boolean {
    const frame = this.#top;
    const role = key?.name.toLowerCase();
    const short = quoted.to - quoted.from <= LONGEST_NAME;
    if ((role === 'name' || role === 'key') && short) frame.named = this.#text.slice(quoted.from, quoted.to);
    else if (role === 'value') frame.value = quoted;
    else return false;
    if (frame.named === null || frame.value === null) return role !== 'value';
    const kind = secretHeader(frame.named);
    const { from, to } = frame.value;
    frame.value = null;
    if (!kind) return false;
    this.#take({ name: frame.named, kind, content: false, headers: false }, kind, from, to);
    return true;
  }

  /** A string that holds members itself: escaped JSON, a header line, a form. */
  #within({ from, to }: Quoted): void {
    if (this.#depth >= DEEPEST || to - from < 4) return;
    const inner = new Walk(this.#text, from, to, this.#depth + 1);
    inner.run();
    for (const finding of inner.findings) this.findings.push(finding);
  }

  #push(open: string): void {
    const frame = opened(open, this.#top);
    this.#top.key = null;
    this.#stack.push(frame);
    this.#open[open] = (this.#open[open] ?? 0) + 1;
    this.#at++;
  }

  #pop(open: string): void {
    this.#at++;
    if (!this.#open[open]) {
      this.balanced = false;
      return;
    }
    let last: string | null = null;
    for (let frame = this.#stack.pop(); frame; frame = this.#stack.pop()) {
      this.#open[frame.open] = (this.#open[frame.open] ?? 1) - 1;
      last = frame.last;
      if (frame.open === open) break;
      this.balanced = false;
    }
    this.#top.key = null;
    if (open === '[' && last !== null && this.#separator(ASSIGNED)) this.#setKey(last, false);
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
