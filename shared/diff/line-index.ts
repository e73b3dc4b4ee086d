import { lastWhere } from '../bisect/first-where.ts';
import { child, type Pointer, segments } from '../json/pointer.ts';

const NEWLINE = '\n';
const SPACE = 32;
const QUOTE = 34;
const OPENERS: ReadonlySet<number> = new Set(['{', '['].map((sign) => sign.charCodeAt(0)));
const CLOSERS: ReadonlySet<number> = new Set(['}', ']'].map((sign) => sign.charCodeAt(0)));

/** The end of the JSON string whose opening quote stands at `start`: the offset behind its closing quote. */
export function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === 92) slashes++;
    if (slashes % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}

/**
 * The lines of a JSON text that is laid out for reading, one member a line, with the tree that they stand in. It is made in one
 * walk over the lines (never over the characters of long strings) and holds a few numbers a line. Any other text is lines without a
 * tree. Lines are counted from 0, offsets in UTF-16 units.
 */
export class LineIndex {
  readonly text: string;
  readonly count: number;
  readonly #starts: Int32Array;
  /** The line that opens the container a line stands in; -1 at the top. */
  readonly #parents: Int32Array;
  /** The line that closes what a line opens; the line itself where it opens nothing. */
  readonly #ends: Int32Array;

  constructor(text: string) {
    this.text = text;
    const starts = [0];
    for (let at = text.indexOf(NEWLINE); at >= 0; at = text.indexOf(NEWLINE, at + 1)) starts.push(at + 1);
    this.count = starts.length;
    this.#starts = Int32Array.from([...starts, text.length + 1]);
    this.#parents = new Int32Array(this.count).fill(-1);
    this.#ends = Int32Array.from(starts.keys());
    const open: number[] = [];
    for (let line = 0; line < this.count; line++) {
      if (CLOSERS.has(text.charCodeAt(this.start(line) + this.indent(line)))) {
        const opener = open.pop();
        if (opener !== undefined) this.#ends[opener] = line;
      }
      this.#parents[line] = open.at(-1) ?? -1;
      if (OPENERS.has(text.charCodeAt(this.stop(line) - 1))) open.push(line);
    }
  }

  start(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** The offset behind a line's last character. */
  stop(line: number): number {
    return (this.#starts[line + 1] ?? this.text.length + 1) - 1;
  }

  line(line: number): string {
    return this.text.slice(this.start(line), this.stop(line));
  }

  /** Spaces at the beginning of a line. */
  indent(line: number): number {
    let at = this.start(line);
    while (this.text.charCodeAt(at) === SPACE) at++;
    return at - this.start(line);
  }

  /** The line that closes what `line` opens; `line` itself where it opens nothing. */
  end(line: number): number {
    return this.#ends[line] ?? line;
  }

  parent(line: number): number {
    return this.#parents[line] ?? -1;
  }

  /** The line that holds an offset. */
  at(offset: number): number {
    return lastWhere(this.count, (line) => this.start(line) <= offset);
  }

  /** The key that a line begins with, or null where it has none. */
  key(line: number): string | null {
    const from = this.start(line) + this.indent(line);
    if (this.text.charCodeAt(from) !== QUOTE) return null;
    const end = endOfString(this.text, from);
    if (end > this.stop(line) || this.text[end] !== ':') return null;
    try {
      return JSON.parse(this.text.slice(from, end)) as string;
    } catch {
      return null;
    }
  }

  *#children(opener: number): Generator<number> {
    for (let line = opener + 1; line < this.end(opener); line = this.end(line) + 1) yield line;
  }

  /** Whether a line only closes what another one opened. */
  #closes(line: number): boolean {
    return CLOSERS.has(this.text.charCodeAt(this.start(line) + this.indent(line)));
  }

  /** The value that a line shows or begins; of a closing line the one that it closes. */
  pointer(line: number): Pointer {
    const opener = this.parent(line);
    if (this.#closes(line)) {
      const own = this.#openerOf(line);
      return own === null ? '' : this.pointer(own);
    }
    if (opener < 0) return '';
    const key = this.key(line);
    if (key !== null) return child(this.pointer(opener), key);
    let place = 0;
    for (const one of this.#children(opener)) {
      if (one >= line) break;
      place++;
    }
    return child(this.pointer(opener), place);
  }

  #openerOf(closer: number): number | null {
    const parent = this.parent(closer);
    for (let line = parent + 1; line < closer; line = this.end(line) + 1) {
      if (this.end(line) === closer) return line;
    }
    return null;
  }

  /** The lines of the value that a pointer names, first and last; null where the text has no such value. */
  lines(pointer: Pointer): { readonly first: number; readonly last: number } | null {
    let line = 0;
    for (const segment of segments(pointer)) {
      const next = this.#child(line, segment);
      if (next === null) return null;
      line = next;
    }
    return { first: line, last: this.end(line) };
  }

  #child(opener: number, segment: string): number | null {
    const isArray = this.text.charCodeAt(this.stop(opener) - 1) === 91;
    const quoted = `${JSON.stringify(segment)}:`;
    let place = 0;
    for (const line of this.#children(opener)) {
      if (isArray ? String(place) === segment : this.#startsWith(line, quoted)) return line;
      place++;
    }
    return null;
  }

  #startsWith(line: number, words: string): boolean {
    return this.text.startsWith(words, this.start(line) + this.indent(line));
  }
}
