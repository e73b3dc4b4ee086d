/** Up to so many are found by looking at each: a map for every message would cost more. */
const FEW = 8;

/** One known member; a later one with the same key stands in front of it. */
interface Place<T> {
  readonly key: string;
  readonly value: T;
  readonly next: Place<T> | null;
}

/** What is known of the members of one container, by key; an index is a key like any other. */
export class Places<T> {
  #first: Place<T> | null = null;
  #count = 0;
  #map: Map<string, T> | null = null;

  get(key: string): T | undefined {
    if (this.#map) return this.#map.get(key);
    for (let at = this.#first; at; at = at.next) if (at.key === key) return at.value;
    return undefined;
  }

  set(key: string, value: T): void {
    if (this.#map) {
      this.#map.set(key, value);
      return;
    }
    this.#first = { key, value, next: this.#first };
    this.#count += 1;
    if (this.#count > FEW) this.#map = this.#asMap();
  }

  #asMap(): Map<string, T> {
    const map = new Map<string, T>();
    for (let at = this.#first; at; at = at.next) if (!map.has(at.key)) map.set(at.key, at.value);
    this.#first = null;
    return map;
  }

  /** The same, to be changed on its own. */
  copy(): Places<T> {
    const copy = new Places<T>();
    copy.#first = this.#first;
    copy.#count = this.#count;
    copy.#map = this.#map && new Map(this.#map);
    return copy;
  }
}
