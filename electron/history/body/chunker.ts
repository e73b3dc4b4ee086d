/** No piece is shorter (but the last) or longer, bytes. */
const SHORTEST = 512;
const LONGEST = 32_768;
/**
 * A border where so many bits of the rolling hash are zero: pieces of about 2.5 kB. Shorter ones compress worse; of longer
 * ones more is kept again with each turn of a conversation, in which the last piece changes.
 */
const MASK = 0x7ff;

/** A number for each byte value, the same in every store: a border must not depend on where it was made. */
const GEAR = makeGear();

function makeGear(): Uint32Array {
  const gear = new Uint32Array(256);
  let state = 0x9e3779b9;
  for (let i = 0; i < gear.length; i++) {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    gear[i] = Math.imul(state ^ (state >>> 13), 0x297a2d39);
  }
  return gear;
}

/**
 * Cuts bytes that come in any pieces where their content says so: equal content gives equal cuts, wherever it stands.
 * `onPiece` gets each piece; what is after the last border waits in `rest`.
 */
export class Chunker {
  readonly #onPiece: (piece: Uint8Array) => void;
  #held = Buffer.alloc(0);
  /** How far the held bytes have been looked at, and the hash there. */
  #seen = 0;
  #hash = 0;

  constructor(onPiece: (piece: Uint8Array) => void) {
    this.#onPiece = onPiece;
  }

  /** What no border has ended yet, at most 32 kB. */
  get rest(): Uint8Array {
    return this.#held;
  }

  push(bytes: Uint8Array): void {
    const all = this.#held.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#held, bytes]);
    let from = 0;
    let hash = this.#hash;
    for (let at = this.#seen; at < all.length; at++) {
      hash = ((hash << 1) + (GEAR[all[at] ?? 0] ?? 0)) | 0;
      const length = at + 1 - from;
      if (length < SHORTEST || ((hash >>> 20) & MASK) !== 0) {
        if (length < LONGEST) continue;
      }
      this.#onPiece(all.subarray(from, at + 1));
      from = at + 1;
      hash = 0;
    }
    this.#hash = hash;
    this.#held = from === 0 ? all : Buffer.from(all.subarray(from));
    this.#seen = this.#held.length;
  }

  /** The last piece. */
  end(): void {
    if (this.#held.length > 0) this.#onPiece(this.#held);
    this.#held = Buffer.alloc(0);
    this.#seen = 0;
    this.#hash = 0;
  }
}
