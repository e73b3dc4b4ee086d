import { deserialize, serialize } from 'node:v8';
import type { ToStore } from './protocol.ts';

/** Two numbers before each message: of a batch the bytes of its bodies, and the length of what follows. */
const HEAD = 8;
/** In place of the first: this is no batch. */
const OTHER = 0xffff_ffff;

/**
 * A message as it goes through a pipe, in pieces to be written one after the other: batches as they are, so that nothing
 * is made of them that takes memory of its own; anything else as V8 writes it.
 */
export function framed(message: ToStore): readonly [head: Uint8Array, rest: Uint8Array] {
  const isBatch = message.type === 'take';
  const rest = isBatch ? message.packed : serialize(message);
  const head = Buffer.allocUnsafe(HEAD);
  head.writeUInt32LE(isBatch ? message.bytes : OTHER, 0);
  head.writeUInt32LE(rest.length, 4);
  return [head, rest];
}

/** Reads messages out of a pipe, wherever that cuts them. */
export class FrameReader {
  #pieces: Buffer[] = [];
  #size = 0;
  /** Bytes of the next message as far as they are known. */
  #wanted = HEAD;

  /** The messages that are whole with this piece. */
  *read(piece: Buffer): Generator<ToStore> {
    this.#pieces.push(piece);
    this.#size += piece.length;
    while (this.#size >= this.#wanted) {
      const all =
        this.#pieces.length === 1 && this.#pieces[0] ? this.#pieces[0] : Buffer.concat(this.#pieces);
      this.#pieces = [all];
      const end = HEAD + all.readUInt32LE(4);
      this.#wanted = end;
      if (this.#size < end) return;
      const rest = all.subarray(end);
      this.#pieces = [rest];
      this.#size = rest.length;
      this.#wanted = HEAD;
      yield read(all.readUInt32LE(0), all.subarray(HEAD, end));
    }
  }
}

const read = (bytes: number, rest: Uint8Array): ToStore =>
  bytes === OTHER ? (deserialize(rest) as ToStore) : { type: 'take', bytes, packed: rest };
