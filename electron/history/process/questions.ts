import type { StoreLine, StoreMethod } from './protocol.ts';

/** What changes nothing and may be asked again. */
const READS: ReadonlySet<StoreMethod> = new Set<StoreMethod>([
  'state',
  'page',
  'sizes',
  'matching',
  'exchange',
  'body',
  'wholes',
  'facets',
  'numbers',
  'values',
  'count',
  'overview',
  'joined',
  'answered',
  'retention',
  'telemetry',
  'spanState',
  'filters',
]);

/** A question is asked so often at most: it may be what ends the process. */
const MOST_ASKED = 2;

interface Question {
  readonly method: StoreMethod;
  readonly args: readonly unknown[];
  asked: number;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** What the store was asked and has not answered yet. */
export class Questions {
  readonly #waiting = new Map<number, Question>();
  #count = 0;

  /** Asks over a line; without one, what changes nothing waits for it, and all else rejects with `missing`. */
  ask(
    line: StoreLine | null,
    method: StoreMethod,
    args: readonly unknown[],
    missing: string,
  ): Promise<unknown> {
    if (!line && !READS.has(method)) return Promise.reject(new Error(missing));
    const id = ++this.#count;
    return new Promise((resolve, reject) => {
      const question: Question = { method, args, asked: 0, resolve, reject };
      this.#waiting.set(id, question);
      if (line) send(line, id, question);
    });
  }

  answered(id: number, value: unknown): void {
    this.#waiting.get(id)?.resolve(value);
    this.#waiting.delete(id);
  }

  refused(id: number, message: string): void {
    this.#waiting.get(id)?.reject(new Error(message));
    this.#waiting.delete(id);
  }

  /** The process ended: what may be asked once more waits, all else is over. */
  lost(message: string): void {
    for (const [id, { method, asked }] of this.#waiting)
      if (!READS.has(method) || asked >= MOST_ASKED) this.refused(id, message);
  }

  /** There is a process again: it is asked what waits. */
  askAgain(line: StoreLine): void {
    for (const [id, question] of this.#waiting) send(line, id, question);
  }

  /** No answer will come. */
  forget(message: string): void {
    for (const id of this.#waiting.keys()) this.refused(id, message);
  }
}

function send(line: StoreLine, id: number, question: Question): void {
  question.asked += 1;
  line.send({ type: 'call', id, method: question.method, args: question.args });
}
