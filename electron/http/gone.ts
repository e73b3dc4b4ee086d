const nothing = (): void => undefined;

/**
 * Whether a client has gone away, or its answer is done. A signal tells the same, but V8 gives back what listened to one
 * of Node's, with all that it refers to, only with what has grown old: of calls by the thousand that is tens of megabytes.
 */
export class Gone {
  readonly #listeners = new Set<() => void>();
  #isSo = false;
  #controller: AbortController | null = null;

  get isSo(): boolean {
    return this.#isSo;
  }

  /** Calls this once it is so, at once where it is; gives what ends that. */
  on(listener: () => void): () => void {
    if (this.#isSo) {
      listener();
      return nothing;
    }
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The same for what takes a signal. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#isSo) this.#controller.abort();
    return this.#controller.signal;
  }

  /** From now on it is so. */
  set(): void {
    if (this.#isSo) return;
    this.#isSo = true;
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
    this.#controller?.abort();
  }
}
