import { performance } from 'node:perf_hooks';
import type { ToStore } from './protocol.ts';

/** What still comes is read for at most so many turns of the event loop before the next message is handed on. */
const MOST_TURNS = 8;
/** After so long it is read what came meanwhile, milliseconds: a pipe holds little of it. */
const SLICE_MS = 2;

/** Does what a message tells, in steps. */
type Take = (message: ToStore) => Iterator<void>;

/**
 * Hands on what comes, one message after the other, and reads between their steps what still comes. So what this process
 * is behind with waits here, and not in the process that forwards.
 */
export class Inbox {
  readonly #waiting: ToStore[] = [];
  /** Null until somebody takes. */
  #take: Take | null = null;
  /** What is left of the first message; null where nothing of it was done. */
  #steps: Iterator<void> | null = null;
  #isTurning = false;
  #came = false;
  #turns = 0;

  /** Hands on from now on. */
  open(take: Take): void {
    this.#take = take;
    this.#turnSoon();
  }

  /** Something is being read: a message, or a part of one. */
  reading(): void {
    this.#came = true;
  }

  put(message: ToStore): void {
    this.#came = true;
    this.#waiting.push(message);
    this.#turnSoon();
  }

  #turnSoon(): void {
    if (this.#isTurning || this.#waiting.length === 0) return;
    this.#isTurning = true;
    setImmediate(() => this.#turn());
  }

  #turn(): void {
    this.#isTurning = false;
    this.#turns += 1;
    if (this.#take && (!this.#came || this.#turns > MOST_TURNS)) {
      this.#turns = 0;
      this.#step(this.#take);
    }
    this.#came = false;
    if (this.#take) this.#turnSoon();
  }

  #step(take: Take): void {
    const [message] = this.#waiting;
    if (!message) return;
    this.#steps ??= take(message);
    const until = performance.now() + SLICE_MS;
    let done = false;
    while (!done && performance.now() < until) done = this.#steps.next().done === true;
    if (!done) return;
    this.#steps = null;
    this.#waiting.shift();
  }
}
