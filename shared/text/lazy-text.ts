/** A text that may be made when somebody first reads it. */
export class LazyText {
  #make: (() => string) | null = null;
  #text = '';

  constructor(text: string | (() => string)) {
    if (typeof text === 'string') this.#text = text;
    else this.#make = text;
  }

  get isMade(): boolean {
    return this.#make === null;
  }

  get text(): string {
    if (this.#make) {
      this.#text = this.#make();
      this.#make = null;
    }
    return this.#text;
  }
}
