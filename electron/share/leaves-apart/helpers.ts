import { type ChildProcess, fork } from 'node:child_process';
import { type FromHelper, NOTHING, type Task, type ToHelper } from './messages.ts';

/** Processes that help: more would not be fed by one that writes, and each takes memory of its own. */
const HELPERS = 2;
/** Groups of exchanges that a helper has before it: one that it works on, one that waits. */
const AHEAD = 2;

/** Room for what is new, megabytes: with V8’s own 16 two helpers take 50 MB more and no less time. */
const YOUNG = ['--max-semi-space-size=4'];

/** A helper's process. What it is asked is answered in order; one that ends answers with nothing. */
class Helper {
  readonly #child: ChildProcess;
  readonly #waiting: ((answer: FromHelper) => void)[] = [];
  #ended = false;

  constructor(program: string, task: Task) {
    this.#child = fork(program, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: YOUNG,
    });
    this.#child.on('message', (answer: FromHelper) => this.#waiting.shift()?.(answer));
    this.#child.on('error', () => this.#end());
    this.#child.once('exit', () => this.#end());
    this.#tell({ type: 'task', task });
  }

  ask(numbers: readonly number[]): Promise<FromHelper> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#ended) this.#end();
      else this.#tell({ type: 'wanted', numbers });
    });
  }

  close(): void {
    this.#child.kill('SIGKILL');
  }

  #tell(message: ToHelper): void {
    // A message to a process that has just gone is lost; its exit answers.
    this.#child.send(message, () => undefined);
  }

  #end(): void {
    this.#ended = true;
    for (const answer of this.#waiting.splice(0)) answer(NOTHING);
  }
}

/** Numbers of exchanges, and what a helper makes of the first ones. */
export interface Answered {
  readonly numbers: readonly number[];
  readonly answer: FromHelper;
}

/** Processes that read exchanges of a store and make parts of a file of them, beside one that writes it. */
export class LeaveHelpers {
  readonly #helpers: readonly Helper[];
  #turn = 0;

  /** @param program absolute path of the helper's program, as it was built */
  constructor(program: string, task: Task) {
    this.#helpers = Array.from({ length: HELPERS }, () => new Helper(program, task));
  }

  /** The answers in the order of the groups, whichever helper is done first. At most a few are in memory. */
  async *inOrder(groups: AsyncIterable<readonly number[]>): AsyncGenerator<Answered> {
    const pending: Promise<Answered>[] = [];
    for await (const numbers of groups) {
      const first = pending.length >= HELPERS * AHEAD ? pending.shift() : undefined;
      if (first) yield await first;
      pending.push(this.#give(numbers));
    }
    for (const one of pending) yield await one;
  }

  close(): void {
    for (const helper of this.#helpers) helper.close();
  }

  async #give(numbers: readonly number[]): Promise<Answered> {
    const helper = this.#helpers[this.#turn++ % HELPERS];
    const answer = (await helper?.ask(numbers)) ?? NOTHING;
    return { numbers, answer };
  }
}
