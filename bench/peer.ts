import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';

const scripts = path.join(process.env.STRATA_ROOT ?? '.', 'bench');

/** A peer in Python that stays up and takes turns: one JSON line in, one JSON line out. */
export class Peer {
  readonly #process: ChildProcess;
  readonly #lines: Interface;
  readonly #answers: AsyncIterator<string>;

  private constructor(python: string, script: string) {
    this.#process = spawn(python, [path.join(scripts, script)], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, LITELLM_LOCAL_MODEL_COST_MAP: 'True' },
    });
    if (!this.#process.stdout) throw new Error('The peer has no output.');
    this.#lines = createInterface({ input: this.#process.stdout });
    this.#answers = this.#lines[Symbol.asyncIterator]();
  }

  /** Null where there is no interpreter. */
  static start(python: string | undefined, script: string): Peer | null {
    return python && existsSync(python) ? new Peer(python, script) : null;
  }

  async ask(question: unknown): Promise<unknown> {
    this.#process.stdin?.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error('The peer ended.');
    return JSON.parse(value);
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.stdin?.end();
    await ended;
    this.#lines.close();
  }
}
