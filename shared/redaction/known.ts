import { literally } from '../text/literally.ts';
import type { Finding } from './finding.ts';

/** Shorter values would match by chance. */
const SHORTEST = 8;

/** The forms in which a value stands in JSON, in URLs and in forms. */
const formsOf = (value: string): readonly string[] => {
  const inJson = JSON.stringify(value).slice(1, -1);
  return [value, inJson, inJson.replace(/\//g, '\\/'), encoded(value)];
};

/** Percent-encoded; a lone surrogate cannot be, and stays. */
function encoded(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Values that are known to be secret: what a credential chain gave, what a client authenticated with. */
export class KnownSecrets {
  readonly #forms = new Set<string>();
  readonly #shortest: number;
  #search: RegExp | null = null;

  /** @param shortest characters of the shortest value that is looked for */
  constructor(shortest = SHORTEST) {
    this.#shortest = shortest;
  }

  /** Remembers values; shorter ones than were asked for are left out, they would match by chance. */
  learn(...values: readonly (string | undefined)[]): void {
    for (const value of values) {
      if (value === undefined || value.length < this.#shortest) continue;
      for (const form of formsOf(value)) {
        if (this.#forms.has(form)) continue;
        this.#forms.add(form);
        this.#search = null;
      }
    }
  }

  /** UTF-16 units of the longest form: what a search in pieces has to hold back. */
  get longest(): number {
    return Math.max(0, ...[...this.#forms].map((form) => form.length));
  }

  find(text: string): readonly Finding[] {
    if (this.#forms.size === 0) return [];
    this.#search ??= new RegExp(
      [...this.#forms]
        .sort((a, b) => b.length - a.length)
        .map(literally)
        .join('|'),
      'g',
    );
    return [...text.matchAll(this.#search)].map(({ 0: value, index }) => ({
      kind: 'known',
      from: index,
      to: index + value.length,
      name: null,
    }));
  }
}
