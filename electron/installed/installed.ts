import { createHash } from 'node:crypto';
import type { InstalledRelease, InstalledState } from '../../shared/contract/installed.ts';
import type { InstalledCall, InstalledOutcome } from './call.ts';
import { findPythons, type InstalledPython, NoLiteLLM, pythonAt } from './pythons.ts';
import { InstalledWorker } from './worker.ts';

const idOf = ({ path }: InstalledPython): string =>
  createHash('sha256').update(path).digest('hex').slice(0, 16);

export interface InstalledOptions {
  /** A Python or virtual environment that was named at the start. */
  readonly python?: string | undefined;
  /** Asks the person for a Python or virtual environment; null where they choose none. Not there where no host can. */
  readonly choose?: (() => Promise<string | null>) | undefined;
}

/** The LiteLLMs of this machine. One of them at a time is kept warm, from the first question to it on. */
export class InstalledLiteLLM {
  readonly #options: InstalledOptions;
  readonly #pythons = new Map<string, InstalledPython>();
  #looked: Promise<void> | null = null;
  #problem: string | null = null;
  #warm: { readonly id: string; readonly worker: InstalledWorker } | null = null;

  constructor(options: InstalledOptions = {}) {
    this.#options = options;
  }

  async #look(): Promise<void> {
    const { python } = this.#options;
    if (python !== undefined) await this.#take(python, 'given');
    for (const one of await findPythons())
      if (!this.#pythons.has(idOf(one))) this.#pythons.set(idOf(one), one);
  }

  async #take(given: string, from: string): Promise<void> {
    try {
      const one = await pythonAt(given, from);
      this.#pythons.set(idOf(one), one);
      this.#problem = null;
    } catch (error) {
      this.#problem = error instanceof NoLiteLLM ? error.message : String(error);
    }
  }

  #state(): InstalledState {
    const found = [...this.#pythons].map(
      ([id, { version, path, from }]): InstalledRelease => ({ id, version, python: path, from }),
    );
    return { found, canChoose: this.#options.choose !== undefined, problem: this.#problem };
  }

  /** What is there; looked for at the first question. */
  async state(): Promise<InstalledState> {
    this.#looked ??= this.#look();
    await this.#looked;
    return this.#state();
  }

  /** Lets the person choose another Python. */
  async choose(): Promise<InstalledState> {
    const given = (await this.#options.choose?.()) ?? null;
    if (given !== null) await this.#take(given, 'chosen');
    return this.state();
  }

  /** The Python of an id that this host gave. */
  async python(id: string): Promise<InstalledPython | null> {
    await this.state();
    return this.#pythons.get(id) ?? null;
  }

  /** Lets a LiteLLM make a call. Rejects with the reason where it cannot be run. */
  async ask(id: string, call: InstalledCall): Promise<InstalledOutcome> {
    const python = await this.python(id);
    if (!python) throw new Error('This Python is not known any more.');
    if (this.#warm?.id !== id || this.#warm.worker.ended) {
      this.#warm?.worker.close();
      this.#warm = { id, worker: new InstalledWorker(python) };
    }
    return this.#warm.worker.ask(call);
  }

  close(): void {
    this.#warm?.worker.close();
    this.#warm = null;
  }
}
