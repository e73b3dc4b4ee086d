/**
 * Lets calls begin one by one. To sign and send one takes a good part of a millisecond: where many come at once, those that
 * are under way would wait for all of them. Here each begins in a turn of the event loop of its own, and what came
 * meanwhile passes in between.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];

  /** Resolves in a turn that nobody else begins in; in the order in which it was asked for. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#waiting.push(resolve) === 1) setImmediate(this.#turn);
    });
  }

  readonly #turn = (): void => {
    this.#waiting.shift()?.();
    if (this.#waiting.length > 0) setImmediate(this.#turn);
  };
}
