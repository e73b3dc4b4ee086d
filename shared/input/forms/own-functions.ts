import type { SyntaxNode } from '@lezer/common';
import type { Value } from './value.ts';

/** The functions of a text by how calls name them, and what they give back. */
export class OwnFunctions {
  readonly #functions = new Map<string, SyntaxNode>();
  /** By where the function begins. */
  readonly #names = new Map<number, readonly string[]>();
  /** By where the function ends; null while it is read. */
  readonly #givenBack = new Map<number, Value | null>();

  /** Of several functions of one name the first is meant. */
  note(names: readonly string[], of: SyntaxNode): void {
    this.#names.set(of.from, names);
    for (const name of names) if (!this.#functions.has(name)) this.#functions.set(name, of);
  }

  named(name: string): SyntaxNode | null {
    return this.#functions.get(name) ?? null;
  }

  /** How calls name a function; none where they cannot. */
  namesOf(of: SyntaxNode): readonly string[] {
    return this.#names.get(of.from) ?? [];
  }

  /** What a function gives back, read once; null where that rests on itself. */
  givenBack(of: SyntaxNode, read: () => Value | null): Value | null {
    const known = this.#givenBack.get(of.to);
    if (known !== undefined) return known;
    this.#givenBack.set(of.to, null);
    const value = read();
    this.#givenBack.set(of.to, value);
    return value;
  }
}
