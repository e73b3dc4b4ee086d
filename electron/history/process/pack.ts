import type { ExchangeId } from '../../../shared/capture/exchange.ts';
import type { SinkMessage } from '../record/message.ts';

type Delivery = Extract<SinkMessage, { type: 'delivery' }>;
type RequestBody = Extract<SinkMessage, { type: 'request-body' }>;

/** Deliveries in their order, of whatever exchanges: the bytes of all stand one behind the other. */
interface Deliveries {
  readonly type: 'deliveries';
  readonly ids: ExchangeId[];
  /** Bytes of each. */
  readonly lengths: number[];
  readonly atMs: number[];
}

/** What a sink tells, without its bytes: plain data that JSON takes. */
type Told =
  | Exclude<SinkMessage, Delivery | RequestBody>
  | { readonly type: 'request-body'; readonly id: ExchangeId; readonly length: number }
  | Deliveries;

/** Messages in their order, as they cross. */
export interface Packed {
  /** The bytes of all bodies one behind the other, then the messages without them, as JSON. */
  readonly packed: Uint8Array;
  /** Of these so many are of bodies. */
  readonly bytes: number;
}

/** A block for one batch; a larger one has memory of its own. */
const BLOCK = 512 * 1024;
/** Blocks that are kept to be filled again. */
const MOST_SPARE = 8;

/**
 * Gathers messages for one crossing. Bytes are copied together as they come: kept as they are, thousands of arrays would
 * live until then, and what is made anew for each crossing is memory that is given back late.
 */
export class Packer {
  #told: Told[] = [];
  #run: Deliveries | null = null;
  #block: Buffer = Buffer.alloc(0);
  #used = 0;
  readonly #spare: Buffer[] = [];

  /** Bytes of bodies so far. */
  get size(): number {
    return this.#used;
  }

  get isEmpty(): boolean {
    return this.#told.length === 0;
  }

  delivery(id: ExchangeId, bytes: Uint8Array, atMs: number): void {
    this.#run ??= this.#begin();
    this.#run.ids.push(id);
    this.#run.lengths.push(bytes.length);
    this.#run.atMs.push(atMs);
    this.#copy(bytes);
  }

  add(message: Exclude<SinkMessage, Delivery>): void {
    this.#run = null;
    if (message.type !== 'request-body') {
      this.#told.push(message);
      return;
    }
    const { type, id, bytes } = message;
    this.#told.push({ type, id, length: bytes.length });
    this.#copy(bytes);
  }

  /** What was gathered. It stays as it is until it is released. */
  take(): Packed {
    const text = JSON.stringify(this.#told);
    const bytes = this.#used;
    this.#room(Buffer.byteLength(text));
    const size = bytes + this.#block.write(text, bytes);
    const packed = this.#block.subarray(0, size);
    this.#told = [];
    this.#run = null;
    this.#block = Buffer.alloc(0);
    this.#used = 0;
    return { packed, bytes };
  }

  /** What was taken has been handed on: its block is filled again, or given back. */
  release({ packed: { buffer } }: Packed): void {
    if (!(buffer instanceof ArrayBuffer)) return;
    if (buffer.byteLength === BLOCK && this.#spare.length < MOST_SPARE) this.#spare.push(Buffer.from(buffer));
    else giveBack(buffer);
  }

  /** Forgets what was gathered. */
  clear(): void {
    this.release(this.take());
  }

  #begin(): Deliveries {
    const run: Deliveries = { type: 'deliveries', ids: [], lengths: [], atMs: [] };
    this.#told.push(run);
    return run;
  }

  #copy(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#block.set(bytes, this.#used);
    this.#used += bytes.length;
  }

  #room(more: number): void {
    const size = this.#used + more;
    if (size <= this.#block.length) return;
    const block =
      size <= BLOCK
        ? (this.#spare.pop() ?? Buffer.allocUnsafeSlow(BLOCK))
        : Buffer.allocUnsafeSlow(this.#used === 0 ? size + BLOCK : 2 * size);
    block.set(this.#block.subarray(0, this.#used));
    this.#block = block;
  }
}

/**
 * Lets go of memory. V8 looks at what has grown old only when there are tens of megabytes of it; what is moved into a new
 * array goes with the next collection of what is young.
 */
const giveBack = (buffer: ArrayBuffer): void => void structuredClone(buffer, { transfer: [buffer] });

/** The messages that were packed, in their order. */
export function* unpacked({ packed, bytes }: Packed): Generator<SinkMessage> {
  const told = JSON.parse(
    Buffer.from(packed.buffer, packed.byteOffset, packed.length).toString('utf8', bytes),
  ) as readonly Told[];
  let at = 0;
  const next = (length: number): Uint8Array => {
    const from = at;
    at += length;
    return packed.subarray(from, at);
  };
  for (const message of told)
    if (message.type === 'request-body')
      yield { type: 'request-body', id: message.id, bytes: next(message.length) };
    else if (message.type !== 'deliveries') yield message;
    else
      for (const [i, id] of message.ids.entries())
        yield {
          type: 'delivery',
          id,
          bytes: next(message.lengths[i] ?? 0),
          atMs: message.atMs[i] ?? 0,
        };
}
