import type { DeskEvent } from '../../shared/contract/desk.ts';

/** What waits for a window that is not there yet, at most. */
const KEPT = 50;

/** Tells the window what the host's menus and files ask for; what comes before a window listens waits for it. */
export class Desk {
  #waiting: DeskEvent[] = [];
  #wake: (() => void) | null = null;

  tell(event: DeskEvent): void {
    this.#waiting = [...this.#waiting, event].slice(-KEPT);
    this.#wake?.();
  }

  /** What is asked, until `signal` aborts. Of several windows each event reaches one. */
  async *follow(signal: AbortSignal): AsyncGenerator<DeskEvent> {
    while (!signal.aborted) {
      const event = this.#waiting.shift();
      if (event) yield event;
      else
        await new Promise<void>((resolve) => {
          const done = (): void => {
            signal.removeEventListener('abort', done);
            resolve();
          };
          this.#wake = done;
          signal.addEventListener('abort', done);
        });
    }
  }
}
