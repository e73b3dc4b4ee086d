import type { MissingBody } from '../../../shared/capture/exchange.ts';
import { Chunker } from '../body/chunker.ts';
import { KeptBody, type KeptBodyOptions } from '../body/kept-body.ts';
import type { Part } from '../part.ts';
import { putBody, putChunk } from '../store/bodies.ts';
import type { Database } from '../store/database.ts';

/** A body that is being recorded: what is on disk, and what waits to be written. */
export class PendingBody {
  readonly #kept: KeptBody;
  readonly #part: Part;
  readonly #chunker = new Chunker((piece) => this.#waiting.push(Buffer.from(piece)));
  #waiting: Uint8Array[] = [];
  #chunks: readonly number[] = [];
  #bytes = 0;
  #closed = false;
  #stopped: MissingBody | null = null;
  /** True where the row on disk is not what it should be. */
  changed = true;

  constructor(part: Part, options: Omit<KeptBodyOptions, 'onKept'>, onKept: (bytes: Uint8Array) => void) {
    this.#part = part;
    this.#kept = new KeptBody({
      ...options,
      onKept: (bytes) => {
        if (this.#stopped) return;
        this.#bytes += bytes.length;
        this.#chunker.push(bytes);
        onKept(bytes);
      },
    });
  }

  /** Bytes of the wire. */
  get size(): number {
    return this.#kept.size;
  }

  get mediaType(): string {
    return this.#kept.mediaType;
  }

  /** Bytes that wait to be written. */
  get waiting(): number {
    return this.#waiting.reduce((sum, piece) => sum + piece.length, 0);
  }

  push(bytes: Uint8Array, atMs: number): void {
    this.#kept.push(bytes, atMs);
    this.changed = true;
  }

  /** Nothing after this is kept. */
  stop(missing: MissingBody): void {
    this.#stopped ??= missing;
    this.changed = true;
  }

  /** Forgets what waits, because there is no room for it. */
  drop(): void {
    this.stop('disk');
    this.#bytes -= this.waiting;
    this.#waiting = [];
  }

  end(missing: MissingBody | null): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#kept.end(missing);
    this.#chunker.end();
    this.changed = true;
  }

  /** Writes what waits, inside a transaction; what it returns is to be called once that is done. */
  save(database: Database, exchange: number): () => void {
    const chunks = [...this.#chunks, ...this.#waiting.map((piece) => putChunk(database, piece))];
    const { size, mediaType, encoding, missing, redactions } = this.#kept;
    const state = { size, mediaType, encoding, missing: this.#stopped ?? missing, redactions };
    putBody(database, exchange, this.#part, {
      ...state,
      chunks,
      tail: this.#chunker.rest,
      kept: this.#bytes,
    });
    const written = this.#waiting.length;
    return () => {
      this.#chunks = chunks;
      this.#waiting = this.#waiting.slice(written);
      this.changed = false;
    };
  }
}
