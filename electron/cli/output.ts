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
  line(text: string): Promise<void> {
    return this.text(`${text}\n`);
  }

  /** Adds text as it stands. Await it, as {@link line}. */
  async text(text: string): Promise<void> {
    this.#pending += text;
    if (this.#pending.length >= FLUSH_AT) await this.flush();
  }

  /** Adds bytes of UTF-8 as they stand. Await it, as {@link line}. */
  async bytes(bytes: Uint8Array): Promise<void> {
    await this.flush();
    if (!this.#out.write(bytes)) await once(this.#out, 'drain');
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
