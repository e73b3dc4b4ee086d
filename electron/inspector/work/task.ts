import type { Job } from './job.ts';

/** A job on its way through a worker, and its results as they come. */
export class Task {
  readonly id: number;
  readonly job: Job;
  readonly #values: string[] = [];
  #ended = false;
  #error: Error | null = null;
  #wake: (() => void) | null = null;

  constructor(id: number, job: Job) {
    this.id = id;
    this.job = job;
  }

  put(json: string): void {
    this.#values.push(json);
    this.#signal();
  }

  /** No more results come; `error` says why, or is null where the job is done. */
  end(error: Error | null): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error;
    this.#signal();
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** The results in order; throws where the job failed. */
  async *values(): AsyncGenerator<string> {
    for (;;) {
      const value = this.#values.shift();
      if (value !== undefined) yield value;
      else if (this.#error) throw this.#error;
      else if (this.#ended) return;
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }

  #signal(): void {
    this.#wake?.();
    this.#wake = null;
  }
}
