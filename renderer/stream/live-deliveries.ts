import { bytesNeeded } from '../../shared/eventstream/chunking.ts';
import type { Read } from '../../shared/eventstream/frame.ts';

/** Frames that have become visible: `deliveries[i]` is the number of the delivery of frame `from + i`. */
export interface Delivered {
  readonly from: number;
  readonly deliveries: readonly number[];
}

/**
 * Tells, while a stream grows, which frames a reader with this chunk size has seen so far. It looks
 * at each frame and each read once, so that a long stream costs no more per frame than a short one.
 */
export class LiveDeliveries {
  readonly #chunkSize: number | null;
  #next = 0;
  #frameEnd = 0;
  #read = 0;
  #readEnd = 0;
  #delivery = -1;
  #lastRead = -1;

  /** `chunkSize` in bytes; null passes every read on as received. */
  constructor(chunkSize: number | null) {
    this.#chunkSize = chunkSize;
  }

  /** Goes on from where the last call stopped. `ended` releases what only the end of the body does. */
  advance(frames: readonly { readonly length: number }[], reads: readonly Read[], ended: boolean): Delivered {
    const from = this.#next;
    const deliveries: number[] = [];
    while (this.#next < frames.length) {
      const end = this.#frameEnd + (frames[this.#next]?.length ?? 0);
      const read = this.#readThatBrings(bytesNeeded(end, this.#chunkSize), reads);
      if (read === reads.length && !ended) break;
      if (read !== this.#lastRead) {
        this.#lastRead = read;
        this.#delivery++;
      }
      deliveries.push(this.#delivery);
      this.#frameEnd = end;
      this.#next++;
    }
    return { from, deliveries };
  }

  #readThatBrings(bytes: number, reads: readonly Read[]): number {
    while (this.#read < reads.length) {
      const end = this.#readEnd + (reads[this.#read]?.bytes ?? 0);
      if (end >= bytes) return this.#read;
      this.#readEnd = end;
      this.#read++;
    }
    return this.#read;
  }
}
