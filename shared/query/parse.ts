import { FIELDS, fieldNamed } from './fields.ts';
import { readValue, readWords } from './read-value.ts';
import { type Token, tokenise } from './tokens.ts';
import type { Place, Problem, Tree } from './tree.ts';

/** Longer filters are refused, UTF-16 units; so are more terms and deeper nesting than anybody types. */
export const LONGEST_FILTER = 4_000;
const MOST_TERMS = 200;
const DEEPEST = 40;

/** A filter as it was understood. Where `problems` is empty the tree has no holes. */
export interface Query {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly tree: Tree;
  readonly problems: readonly Problem[];
}

/**
 * Reads a filter. Never throws, and always gives a tree: what is unfinished or wrong is a hole in it and a problem with
 * its place.
 * @param now milliseconds since 1970, which `last:15m` and `started:today` count from
 */
export function parseQuery(text: string, now: number): Query {
  if (text.length > LONGEST_FILTER) {
    const place = { from: LONGEST_FILTER, to: text.length };
    const message = `A filter has at most ${LONGEST_FILTER} characters; this one has ${text.length}.`;
    return { text, tokens: [], tree: { kind: 'hole', place }, problems: [{ ...place, message }] };
  }
  const tokens = tokenise(text);
  const parser = new Parser(tokens, text.length, now);
  const tree = parser.whole();
  return { text, tokens, tree, problems: parser.problems };
}

class Parser {
  readonly problems: Problem[] = [];
  readonly #tokens: readonly Token[];
  readonly #end: number;
  readonly #now: number;
  #at = 0;
  #terms = 0;

  constructor(tokens: readonly Token[], end: number, now: number) {
    this.#tokens = tokens;
    this.#end = end;
    this.#now = now;
  }

  whole(): Tree {
    const parts: Tree[] = [];
    while (this.#at < this.#tokens.length) {
      parts.push(this.#any(0));
      const stray = this.#tokens[this.#at];
      if (!stray) break;
      this.#at++;
      parts.push(this.#hole(stray, 'There is nothing that this bracket closes.'));
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'all', of: parts };
  }

  #hole(place: Place, message: string): Tree {
    const { from, to } = place;
    this.problems.push({ from, to, message });
    return { kind: 'hole', place: { from, to } };
  }

  /** True, and one further, where the next token is of this kind. */
  #take(kind: Token['kind']): boolean {
    if (this.#tokens[this.#at]?.kind !== kind) return false;
    this.#at++;
    return true;
  }

  #any(depth: number): Tree {
    const of = [this.#all(depth)];
    while (this.#take('or')) of.push(this.#all(depth));
    return of.length === 1 && of[0] ? of[0] : { kind: 'any', of };
  }

  #all(depth: number): Tree {
    const of: Tree[] = [];
    for (;;) {
      const next = this.#tokens[this.#at];
      if (!next || next.kind === 'or' || next.kind === ')') break;
      if (next.kind === 'and') {
        this.#at++;
        const after = this.#tokens[this.#at];
        if (of.length === 0 || !after || after.kind === 'or' || after.kind === ')')
          of.push(this.#hole(next, 'Something is missing beside AND.'));
        continue;
      }
      of.push(this.#one(depth));
    }
    if (of.length === 0 && (depth > 0 || this.#tokens.length > 0)) return this.#missing();
    return of.length === 1 && of[0] ? of[0] : { kind: 'all', of };
  }

  /** Where something should stand and nothing does. */
  #missing(): Tree {
    const before = this.#tokens[this.#at - 1];
    const after = this.#tokens[this.#at];
    if (!before && after?.kind === ')') return { kind: 'hole', place: { from: after.from, to: after.from } };
    return this.#hole(before ?? after ?? { from: 0, to: this.#end }, 'Something is missing here.');
  }

  #one(depth: number): Tree {
    const token = this.#tokens[this.#at++];
    if (!token) return this.#missing();
    if (depth >= DEEPEST && (token.kind === 'not' || token.kind === '('))
      return this.#hole(token, `Nested more than ${DEEPEST} deep.`);
    if (token.kind === 'not') {
      const next = this.#tokens[this.#at];
      if (!next || next.kind === ')' || next.kind === 'or' || next.kind === 'and')
        return this.#hole(token, 'Nothing follows that could be taken out.');
      return { kind: 'not', of: this.#one(depth + 1) };
    }
    if (token.kind === '(') {
      const inner = this.#any(depth + 1);
      if (!this.#take(')')) this.#hole(token, 'This bracket is not closed.');
      return inner;
    }
    return this.#term(token);
  }

  #term(token: Token): Tree {
    this.#terms++;
    if (this.#terms > MOST_TERMS) return this.#hole(token, `A filter has at most ${MOST_TERMS} parts.`);
    if (token.kind !== 'field' && token.kind !== 'word') return this.#hole(token, 'This cannot stand here.');
    const field = token.kind === 'field' ? fieldNamed(token.name) : undefined;
    if (token.kind === 'field' && !field) return this.#hole(token, unknownField(token.name));
    const read =
      token.kind === 'word'
        ? readWords(null, [token.value])
        : field
          ? readValue(field, token, this.#now)
          : { problem: '' };
    return 'test' in read
      ? { kind: 'test', test: read.test, place: { from: token.from, to: token.to } }
      : this.#hole(token, read.problem);
  }
}

function unknownField(name: string): string {
  const small = name.toLowerCase();
  const near = FIELDS.find(
    (field) => field.name.startsWith(small.slice(0, 3)) || small.startsWith(field.name),
  );
  return `There is no field “${name}”${near ? `; ${near.name} is one` : ''}. Put the text in quotes to search for it.`;
}
