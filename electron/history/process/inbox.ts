import type { ToStore } from './protocol.ts';

/** What still comes is read for at most so many turns of the event loop before the next message is handed on. */
const MOST_TURNS = 8;

/**
 * Hands on what comes, one message after the other, and reads first what still comes. So what this process is behind
 * with waits here, and not in the process that forwards.
 */
export class Inbox {
  readonly #waiting: ToStore[] = [];
  readonly #take: (message: ToStore) => void;
  #came = false;
  #turns = 0;

  constructor(take: (message: ToStore) => void) {
    this.#take = take;
  }

  /** Something is being read: a message, or a part of one. */
  reading(): void {
    this.#came = true;
  }

  put(message: ToStore): void {
    this.#came = true;
    if (this.#waiting.push(message) === 1) setImmediate(() => this.#turn());
  }

  #turn(): void {
    this.#turns += 1;
    if (!this.#came || this.#turns > MOST_TURNS) {
      this.#turns = 0;
      const [message] = this.#waiting;
      if (message) this.#take(message);
      this.#waiting.shift();
    }
    this.#came = false;
    if (this.#waiting.length > 0) setImmediate(() => this.#turn());
  }
}
