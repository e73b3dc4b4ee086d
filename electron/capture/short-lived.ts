/**
 * A map of what soon goes again. A Map that has grown old leaves the table that it had behind, each time that it makes a
 * new one, and V8 keeps what stood in that until it collects what is old: of calls with their bodies that is tens of
 * megabytes. Here it is no more than a slot.
 */
export class ShortLived<K, V extends object> {
  readonly #slots = new Map<K, { value: V | undefined }>();

  get(key: K): V | undefined {
    return this.#slots.get(key)?.value;
  }

  set(key: K, value: V): void {
    this.delete(key);
    this.#slots.set(key, { value });
  }

  delete(key: K): void {
    const slot = this.#slots.get(key);
    if (slot) slot.value = undefined;
    this.#slots.delete(key);
  }
}
