import { randomBytes } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const LENGTH_BYTES = 4;

/**
 * A queue on disk for what a slow reader has not taken yet. Its file is for this user only and has no name any more
 * once it is open (on Windows: until it is closed), so that nothing is left behind however the process ends.
 */
export class Spool<T> {
  readonly #file: number;
  readonly #name: string | null;
  #readAt = 0;
  #writeAt = 0;

  /** Throws the system's error where the folder for temporary files cannot be written. */
  constructor() {
    const name = path.join(tmpdir(), `strata-spool-${randomBytes(8).toString('hex')}`);
    this.#file = openSync(name, 'wx+', 0o600);
    this.#name = unlinkedNow(name) ? null : name;
  }

  /** Bytes that wait to be read. */
  get bytes(): number {
    return this.#writeAt - this.#readAt;
  }

  /** Appends an item, which has to be plain data. Throws the system's error where the disk is full. */
  push(item: T): void {
    const content = Buffer.from(JSON.stringify(item));
    const whole = Buffer.allocUnsafe(LENGTH_BYTES + content.length);
    whole.writeUInt32BE(content.length);
    content.copy(whole, LENGTH_BYTES);
    for (let done = 0; done < whole.length; ) {
      done += writeSync(this.#file, whole, done, whole.length - done, this.#writeAt + done);
    }
    this.#writeAt += whole.length;
  }

  /** The oldest item, or null where none waits. */
  shift(): T | null {
    if (this.bytes === 0) return null;
    const length = this.#read(LENGTH_BYTES).readUInt32BE();
    const item = JSON.parse(this.#read(length).toString('utf8')) as T;
    if (this.bytes === 0) {
      ftruncateSync(this.#file);
      this.#readAt = 0;
      this.#writeAt = 0;
    }
    return item;
  }

  close(): void {
    closeSync(this.#file);
    if (this.#name !== null) unlinkedNow(this.#name);
  }

  #read(length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length; ) {
      done += readSync(this.#file, bytes, done, length - done, this.#readAt + done);
    }
    this.#readAt += length;
    return bytes;
  }
}

function unlinkedNow(name: string): boolean {
  try {
    unlinkSync(name);
    return true;
  } catch {
    return false;
  }
}
