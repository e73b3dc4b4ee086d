/** How long an upstream may be silent unless the user chose otherwise, milliseconds: what LiteLLM waits by default. */
export const DEFAULT_SILENCE_MS = 600_000;

/** Ends an exchange on which nothing came for too long. Timers run on the monotonic clock: a set clock changes nothing. */
export class Watchdog {
  readonly #timer: NodeJS.Timeout;
  #expired = false;

  /**
   * @param isPaused true while it is the reader that keeps the upstream waiting; then nothing expires
   * @param onExpire called once
   */
  constructor(silenceMs: number, isPaused: () => boolean, onExpire: () => void) {
    this.#timer = setTimeout(() => {
      if (isPaused()) {
        this.#timer.refresh();
        return;
      }
      this.#expired = true;
      onExpire();
    }, silenceMs);
  }

  get expired(): boolean {
    return this.#expired;
  }

  /** Something came. */
  touch(): void {
    if (!this.#expired) this.#timer.refresh();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
