import { crc32Within } from './crc32.ts';
import { FOREIGN_WINDOW, type ForeignContent, recogniseForeign } from './foreign.ts';
import type { Frame, FrameCheck } from './frame.ts';
import { type Headers, parseHeaders } from './headers.ts';
import { bytesOf, viewOf } from './view.ts';

/** Limits of the service's own decoders (botocore): 128 KiB of headers, 24 MiB of payload. */
const MAX_HEADERS = 128 * 1024;
const MAX_PAYLOAD = 24 * 1024 * 1024;
const PRELUDE = 12;

/** Why decoding cannot go on. Offsets are bytes from the start of the stream. */
export type DecodeFailure =
  | { readonly kind: 'foreign'; readonly offset: number; readonly content: ForeignContent }
  | {
      readonly kind: 'prelude-crc';
      readonly offset: number;
      readonly expected: number;
      readonly found: number;
    }
  | { readonly kind: 'length'; readonly offset: number; readonly total: number; readonly headers: number };

/** How a stream ended. `missing` is null where not even the length of the cut frame had arrived. */
export type StreamEnd =
  | { readonly kind: 'complete'; readonly bytes: number }
  | {
      readonly kind: 'truncated';
      readonly offset: number;
      readonly have: number;
      readonly missing: number | null;
    }
  | { readonly kind: 'failed'; readonly failure: DecodeFailure };

const EMPTY = new Uint8Array(0);

/**
 * Takes the bytes of an event stream in pieces of any size and gives its frames. A frame that
 * lies within one piece is a view into that piece; only frames cut by a piece boundary are copied,
 * once. A frame whose message CRC is wrong is still given, with `check` saying so, because its
 * length could be trusted; a wrong prelude ends the stream (`failure`), because nothing behind it
 * can be.
 */
export class FrameDecoder {
  #partial: Uint8Array = EMPTY;
  #filled = 0;
  #offset = 0;
  #index = 0;
  #failure: DecodeFailure | null = null;
  #foreign: Uint8Array = EMPTY;
  #foreignLength = 0;
  #foreignRead = 0;
  readonly #headerCache: { readonly block: DataView; readonly headers: Headers }[] = [];

  /** Set once decoding has failed for good; later pieces are ignored. */
  get failure(): DecodeFailure | null {
    return this.#failure;
  }

  /** Decodes all frames that `piece` completes. The piece must not be changed by the caller afterwards. */
  push(piece: Uint8Array): readonly Frame[] {
    const frames: Frame[] = [];
    if (this.#failure?.kind === 'foreign') this.#gatherForeign(piece);
    if (this.#failure) return frames;
    let at = this.#filled > 0 ? this.#continue(piece, frames) : 0;
    const view = viewOf(piece);
    while (!this.#failure && at < piece.length) {
      const have = piece.length - at;
      const total = have >= PRELUDE ? this.#readPrelude(view, at) : 0;
      if (this.#failure) break;
      if (total === 0 || total > have) {
        this.#hold(piece.subarray(at), total);
        break;
      }
      frames.push(this.#frame(view, at, total));
      at += total;
    }
    return frames;
  }

  /** Says how the stream ended, given that no more bytes come. */
  end(): StreamEnd {
    if (!this.#failure && this.#filled > 0 && this.#filled < PRELUDE)
      this.#recognise(this.#partial.subarray(0, this.#filled));
    if (this.#foreignLength > this.#foreignRead) this.#readForeign();
    if (this.#failure) return { kind: 'failed', failure: this.#failure };
    if (this.#filled === 0) return { kind: 'complete', bytes: this.#offset };
    const total = this.#filled >= PRELUDE ? this.#partial.length : null;
    return {
      kind: 'truncated',
      offset: this.#offset,
      have: this.#filled,
      missing: total === null ? null : total - this.#filled,
    };
  }

  /** Fills the frame that an earlier piece began; returns how many bytes of `piece` it took. */
  #continue(piece: Uint8Array, frames: Frame[]): number {
    let at = 0;
    if (this.#filled < PRELUDE) {
      at = Math.min(PRELUDE - this.#filled, piece.length);
      this.#partial.set(piece.subarray(0, at), this.#filled);
      this.#filled += at;
      if (this.#filled < PRELUDE) return at;
      const prelude = this.#partial.subarray(0, PRELUDE);
      const total = this.#readPrelude(viewOf(prelude), 0, piece.subarray(at));
      if (this.#failure) return piece.length;
      this.#partial = new Uint8Array(total);
      this.#partial.set(prelude);
    }
    const size = Math.min(this.#partial.length - this.#filled, piece.length - at);
    this.#partial.set(piece.subarray(at, at + size), this.#filled);
    this.#filled += size;
    if (this.#filled === this.#partial.length) {
      const whole = this.#partial;
      this.#partial = EMPTY;
      this.#filled = 0;
      frames.push(this.#frame(viewOf(whole), 0, whole.length));
    }
    return at + size;
  }

  #hold(rest: Uint8Array, total: number): void {
    this.#partial = new Uint8Array(total > 0 ? total : PRELUDE);
    this.#partial.set(rest);
    this.#filled = rest.length;
  }

  /** The total length that the prelude at `at` announces, or 0 after setting `failure`. */
  #readPrelude(view: DataView, at: number, following: Uint8Array = EMPTY): number {
    const total = view.getUint32(at);
    const headers = view.getUint32(at + 4);
    const found = view.getUint32(at + 8);
    const expected = crc32Within(view, at, at + 8);
    if (expected !== found) {
      const seen = bytesOf(view, at, view.byteLength);
      if (!this.#recognise(following.length > 0 ? concat(seen, following) : seen)) {
        this.#failure = { kind: 'prelude-crc', offset: this.#offset, expected, found };
      }
      return 0;
    }
    if (headers > MAX_HEADERS || total < headers + 16 || total - headers - 16 > MAX_PAYLOAD) {
      this.#failure = { kind: 'length', offset: this.#offset, total, headers };
      return 0;
    }
    return total;
  }

  #recognise(bytes: Uint8Array): boolean {
    const content = recogniseForeign(bytes);
    if (!content) return false;
    this.#foreign = new Uint8Array(FOREIGN_WINDOW);
    this.#addForeign(bytes);
    this.#foreignRead = this.#foreignLength;
    this.#failure = { kind: 'foreign', offset: this.#offset, content };
    return true;
  }

  #addForeign(piece: Uint8Array): void {
    const room = piece.subarray(0, FOREIGN_WINDOW - this.#foreignLength);
    this.#foreign.set(room, this.#foreignLength);
    this.#foreignLength += room.length;
  }

  /**
   * More text of the same answer may hold the message that its first piece did not. It is read again
   * whenever it has doubled, so that many small pieces cost no more than a few large ones.
   */
  #gatherForeign(piece: Uint8Array): void {
    if (this.#foreignLength >= FOREIGN_WINDOW) return;
    this.#addForeign(piece);
    const isFull = this.#foreignLength >= FOREIGN_WINDOW;
    if (isFull || this.#foreignLength >= 2 * this.#foreignRead) this.#readForeign();
  }

  #readForeign(): void {
    this.#foreignRead = this.#foreignLength;
    const content = recogniseForeign(this.#foreign.subarray(0, this.#foreignLength));
    if (content) this.#failure = { kind: 'foreign', offset: this.#offset, content };
  }

  /** The frame of `total` bytes at `at`. Only its payload becomes a view of its own: each costs a tenth of a short frame. */
  #frame(view: DataView, at: number, total: number): Frame {
    const end = at + total - 4;
    const headersLength = view.getUint32(at + 4);
    const payloadAt = at + PRELUDE + headersLength;
    let check: FrameCheck = crc32Within(view, at, end) === view.getUint32(end) ? 'ok' : 'message-crc';
    let headers: Headers = {};
    try {
      headers = this.#headers(view, at + PRELUDE, payloadAt);
    } catch {
      if (check === 'ok') check = 'malformed';
    }
    const frame: Frame = {
      index: this.#index,
      offset: this.#offset,
      length: total,
      headersLength,
      headers,
      payload: bytesOf(view, payloadAt, end),
      check,
    };
    this.#index += 1;
    this.#offset += total;
    return frame;
  }

  /** The frames of one stream share a handful of header blocks, so parsed blocks are kept. */
  #headers(view: DataView, from: number, to: number): Headers {
    for (const { block, headers } of this.#headerCache)
      if (block.byteLength === to - from && holds(view, from, block)) return headers;
    const block = bytesOf(view, from, to).slice();
    const headers = parseHeaders(block);
    if (this.#headerCache.length < 16) this.#headerCache.push({ block: viewOf(block), headers });
    return headers;
  }
}

/** Whether the bytes at `at` are those of `block`; both are read by four. */
function holds(view: DataView, at: number, block: DataView): boolean {
  const { byteLength } = block;
  let i = 0;
  for (; i + 4 <= byteLength; i += 4) if (view.getInt32(at + i) !== block.getInt32(i)) return false;
  for (; i < byteLength; i++) if (view.getUint8(at + i) !== block.getUint8(i)) return false;
  return true;
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
