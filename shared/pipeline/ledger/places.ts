const ZERO = 48;
const NINE = 57;
const LONGEST_INDEX = 9;

/** A key as a step: what may be an index is a number, which costs less to look up. */
export function stepOfKey(key: string): string | number {
  const first = key.charCodeAt(0);
  if (!(first >= ZERO && first <= NINE) || key.length > LONGEST_INDEX) return key;
  const index = Number(key);
  return String(index) === key ? index : key;
}

/** Up to so many are found by looking at each: a map for every message would cost more. */
const FEW = 8;

/** What is known of the members of one container, by steps (see {@link stepOfKey}). */
export class Places<T> {
  /** Of items of a list, as far as they came in order. */
  readonly #items: T[] = [];
  readonly #steps: (string | number)[] = [];
  readonly #values: T[] = [];
  #map: Map<string | number, T> | null = null;

  get(step: string | number): T | undefined {
    if (typeof step === 'number' && step < this.#items.length) return this.#items[step];
    if (this.#map) return this.#map.get(step);
    const at = this.#steps.indexOf(step);
    return at < 0 ? undefined : this.#values[at];
  }

  set(step: string | number, value: T): void {
    if (typeof step === 'number' && step < this.#items.length) {
      this.#items[step] = value;
      return;
    }
    if (this.#map) {
      this.#map.set(step, value);
      return;
    }
    const at = this.#steps.indexOf(step);
    if (at >= 0) this.#values[at] = value;
    else if (step === this.#items.length) this.#items.push(value);
    else {
      this.#steps.push(step);
      this.#values.push(value);
      if (this.#steps.length > FEW)
        this.#map = new Map(this.#steps.map((known, i) => [known, this.#values[i] as T]));
    }
  }

  /** The same, to be changed on its own. */
  copy(): Places<T> {
    const copy = new Places<T>();
    for (const value of this.#items) copy.#items.push(value);
    for (const step of this.#steps) copy.#steps.push(step);
    for (const value of this.#values) copy.#values.push(value);
    copy.#map = this.#map && new Map(this.#map);
    return copy;
  }
}
