import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Characters gathered before they are written: a write per line would cost more than the line. */
const FLUSH_AT = 64 * 1024;

/** Results on stdout, complaints on stderr. */
export class Output {
  readonly #out: Writable;
  readonly #err: Writable;
  #pending = '';

  constructor(out: Writable, err: Writable) {
    this.#out = out;
    this.#err = err;
  }

  /** Adds one line of result. Await it: it waits for a slow reader. */
  async line(text: string): Promise<void> {
    this.#pending += `${text}\n`;
    if (this.#pending.length >= FLUSH_AT) await this.flush();
  }

  async flush(): Promise<void> {
    const text = this.#pending;
    this.#pending = '';
    if (text !== '' && !this.#out.write(text)) await once(this.#out, 'drain');
  }

  complain(text: string): void {
    this.#err.write(`${text}\n`);
  }
}
