import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Lines, Worked } from './command.ts';

/** What a thread of the command line is told when it starts. */
export interface ThreadTask {
  readonly command: string;
  readonly args: readonly string[];
}

/** How many groups of lines a thread has before it: one that it works on, one that waits. */
const AHEAD = 2;

interface Thread {
  readonly worker: Worker;
  /** Who waits for the results, in the order of the groups that the thread was given. */
  readonly waiting: { readonly done: (worked: Worked) => void; readonly fail: (error: Error) => void }[];
}

/** Threads that work on the lines of one batch. Each runs the command line's own program, see `electron/cli.ts`. */
export class CrewOfThreads {
  readonly #threads: readonly Thread[];

  constructor(task: ThreadTask, jobs: number) {
    const program = path.join(__dirname, 'cli.cjs');
    this.#threads = Array.from({ length: jobs }, () => {
      const thread: Thread = { worker: new Worker(program, { workerData: task }), waiting: [] };
      const failAll = (error: Error): void => {
        for (const { fail } of thread.waiting.splice(0)) fail(error);
      };
      thread.worker.on('message', (worked: Worked) => thread.waiting.shift()?.done(worked));
      thread.worker.on('error', failAll);
      thread.worker.on('exit', () => failAll(new Error('A thread of the command line has ended.')));
      return thread;
    });
  }

  /** The results in the order of the groups, whichever thread is done first. At most a few groups are in memory. */
  async *inOrder(groups: AsyncIterable<Lines>): AsyncGenerator<Worked> {
    const pending: Promise<Worked>[] = [];
    for await (const group of groups) {
      if (pending.length >= this.#threads.length * AHEAD) yield* this.#first(pending);
      pending.push(this.#give(group));
    }
    while (pending.length > 0) yield* this.#first(pending);
  }

  /** Ends the threads, with whatever they are at. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  async *#first(pending: Promise<Worked>[]): AsyncGenerator<Worked> {
    const first = pending.shift();
    if (first) yield await first;
  }

  #give(group: Lines): Promise<Worked> {
    const thread = this.#threads.reduce((least, one) =>
      one.waiting.length < least.waiting.length ? one : least,
    );
    const result = new Promise<Worked>((done, fail) => thread.waiting.push({ done, fail }));
    // It is awaited in its turn; failing earlier is no unhandled rejection.
    result.catch(() => undefined);
    thread.worker.postMessage(group);
    return result;
  }
}
