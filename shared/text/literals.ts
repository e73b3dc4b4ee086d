/** Where one of the literals stands in a text: the longest that begins there. */
export interface LiteralHit {
  readonly at: number;
  readonly literal: string;
}

/** Literals are of ASCII, whose codes are below this. */
const CODES = 128;

/**
 * Looks for many literals at once: a table over pairs of characters tells nearly every place at which none begins, a
 * tree of the literals tells the rest. An alternation in a regular expression tries one literal after the other at
 * each place, which takes ten times as long for a hundred of them.
 */
export class Literals {
  /** Rows of {@link CODES} nodes: where the tree goes on with a character, 0 where it does not. */
  readonly #next: Uint16Array;
  /** By node: the literal that ends there. */
  readonly #ends: readonly (string | null)[];
  /** By two characters: the node behind them, 0 where no literal begins so. */
  readonly #pairs = new Uint16Array(CODES * CODES);

  /** @param literals printable ASCII, each of two characters at least; throws a RangeError for others */
  constructor(literals: Iterable<string>) {
    const rows: Map<number, number>[] = [new Map()];
    const ends: (string | null)[] = [null];
    for (const literal of literals) {
      if (!/^[ -~]{2,}$/.test(literal))
        throw new RangeError(`Not two printable characters of ASCII: ${literal}`);
      let node = 0;
      for (let i = 0; i < literal.length; i++) {
        const code = literal.charCodeAt(i);
        let below = rows[node]?.get(code);
        if (below === undefined) {
          below = rows.push(new Map()) - 1;
          ends.push(null);
          rows[node]?.set(code, below);
        }
        node = below;
      }
      ends[node] = literal;
    }
    this.#ends = ends;
    this.#next = new Uint16Array(rows.length * CODES);
    for (const [node, row] of rows.entries())
      for (const [code, below] of row) this.#next[node * CODES + code] = below;
    for (const [first, node] of rows[0] ?? [])
      for (const [second, below] of rows[node] ?? []) this.#pairs[first * CODES + second] = below;
  }

  /** The first place from `from` on at which a literal begins; null where none does. */
  find(text: string, from: number): LiteralHit | null {
    const pairs = this.#pairs;
    let before = 0;
    for (let i = from; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code >= CODES) {
        before = 0;
        continue;
      }
      const node = pairs[before + code] as number;
      before = code * CODES;
      if (node === 0) continue;
      const literal = this.#longest(text, i + 1, node);
      if (literal !== null) return { at: i - 1, literal };
    }
    return null;
  }

  #longest(text: string, from: number, begun: number): string | null {
    let node = begun;
    let literal = this.#ends[node] ?? null;
    for (let i = from; i < text.length; i++) {
      const code = text.charCodeAt(i);
      node = code < CODES ? (this.#next[node * CODES + code] as number) : 0;
      if (node === 0) break;
      literal = this.#ends[node] ?? literal;
    }
    return literal;
  }
}
