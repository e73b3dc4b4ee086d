import { lastUpTo } from '../../bisect/first-where.ts';

/** The lines of a script that may end a here-document: those of one word alone. */
export class DocumentEnds {
  readonly #places = new Map<string, number[]>();

  constructor(script: string) {
    for (const { 1: word = '', index } of script.matchAll(/^[^\S\r\n\u2028\u2029]*(\w+)[^\S\r\n]*\r?$/gm)) {
      const places = this.#places.get(word);
      if (places) places.push(index);
      else this.#places.set(word, [-1, index]);
    }
  }

  /** Where the line begins that ends a here-document of `mark` whose text begins at `from`; null where none does. */
  endOf(mark: string, from: number): number | null {
    const places = this.#places.get(mark) ?? [-1];
    return places[lastUpTo(places, from - 1) + 1] ?? null;
  }
}
