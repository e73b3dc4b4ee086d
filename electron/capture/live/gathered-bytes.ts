/** The smallest block, and the largest that is begun before it is needed, bytes. */
const SMALLEST = 1024;
const LARGEST = 256 * 1024;
/** A piece of this length stands for itself: nothing is gained by copying it. */
const LARGE = 16 * 1024;

/**
 * A body that comes in pieces, the small ones copied together. Kept as they come, thousands of arrays would be alive at
 * once, and every collection of memory on the thread that forwards would look at each of them.
 */
export class GatheredBytes {
  #full: Uint8Array[] = [];
  #open: Buffer = Buffer.alloc(0);
  #used = 0;
  #size = 0;

  /** Appends bytes; large ones are kept without a copy and must not be written to any more. */
  add(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (bytes.length >= LARGE) {
      this.#close();
      this.#full.push(bytes);
      return;
    }
    if (bytes.length > this.#open.length - this.#used) {
      this.#close();
      this.#open = Buffer.allocUnsafeSlow(Math.max(SMALLEST, bytes.length, Math.min(this.#size, LARGEST)));
    }
    this.#open.set(bytes, this.#used);
    this.#used += bytes.length;
  }

  /** All that came, in one piece that fits: it is made once for as long as nothing is added. */
  whole(): Buffer {
    if (this.#full.length === 0 && this.#used === this.#open.length) return this.#open;
    this.#close();
    const all = Buffer.allocUnsafeSlow(this.#size);
    let at = 0;
    for (const piece of this.#full) {
      all.set(piece, at);
      at += piece.length;
    }
    this.#full = [];
    this.#open = all;
    this.#used = all.length;
    return all;
  }

  #close(): void {
    if (this.#used > 0) this.#full.push(this.#open.subarray(0, this.#used));
    this.#open = Buffer.alloc(0);
    this.#used = 0;
  }
}
