import { performance } from 'node:perf_hooks';
import type { SendEvent } from '../../shared/contract/sending.ts';
import type { Read } from '../../shared/eventstream/frame.ts';
import type { RecordedFrame } from '../../shared/recording/recording.ts';
import { Spool } from './spool.ts';

/** Frames are gathered for about two screen refreshes: more often costs the window more than the eye gains, milliseconds. */
const BATCH_MS = 33;

/** How much a reader may leave waiting in memory, and then on disk, bytes. */
const MOST_IN_MEMORY = 8 * 1024 * 1024;
const MOST_ON_DISK = 1024 * 1024 * 1024;

export interface OutboxLimits {
  readonly memory: number;
  readonly disk: number;
}

/** What came while the reader was behind. */
interface Behind {
  frames: number;
  bytes: number;
  readonly atMs: number;
}

const bytesOf = (event: SendEvent): number =>
  event.type === 'frames' ? event.reads.reduce((sum, read) => sum + read.bytes, 0) : 0;

/**
 * Events on their way to a reader who may be slower than the network. Frames are gathered: the first go out at once,
 * later ones at most every 33 ms, in one event. A reader who falls behind does not slow the network down, which would
 * change what is measured: beyond 8 MB events wait on disk, and come after an event that says so.
 */
export class Outbox {
  readonly #events: SendEvent[] = [];
  readonly #limits: OutboxLimits;
  readonly #onTaken: () => void;
  #frames: RecordedFrame[] = [];
  #reads: Read[] = [];
  #heldBytes = 0;
  #flushedMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;
  #wake: (() => void) | null = null;
  #spool: Spool<SendEvent> | null = null;
  /** Set from the first event that goes to disk to the last that is read from there. */
  #behind: Behind | null = null;
  #told = false;

  /** `onTaken` is called whenever the reader has taken something. */
  constructor(onTaken: () => void, limits: OutboxLimits = { memory: MOST_IN_MEMORY, disk: MOST_ON_DISK }) {
    this.#onTaken = onTaken;
    this.#limits = limits;
  }

  /** True where nothing more should come before the reader has taken some. */
  get full(): boolean {
    const { memory, disk } = this.#limits;
    return this.#spool ? this.#spool.bytes > disk : this.#heldBytes > memory;
  }

  put(event: SendEvent): void {
    this.#flush();
    this.#add(event);
  }

  putFrames(frames: readonly RecordedFrame[], read: Read): void {
    for (const frame of frames) this.#frames.push(frame);
    this.#reads.push(read);
    const wait = this.#flushedMs + BATCH_MS - performance.now();
    if (wait <= 0) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), wait);
  }

  close(): void {
    this.#flush();
    this.#closed = true;
    this.#signal();
  }

  /** The events in order, until the box is closed and empty. To be read once. */
  async *drain(): AsyncGenerator<SendEvent> {
    try {
      for (;;) {
        const event = this.#next();
        if (event) {
          this.#onTaken();
          yield event;
        } else if (this.#closed) return;
        else
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
      }
    } finally {
      this.#spool?.close();
      this.#spool = null;
      this.#closed = true;
    }
  }

  #next(): SendEvent | null {
    const event = this.#events.shift();
    if (event) {
      this.#heldBytes -= bytesOf(event);
      return event;
    }
    const behind = this.#behind;
    if (!behind) return null;
    if (!this.#told) {
      this.#told = true;
      return { type: 'gap', ...behind };
    }
    const kept = this.#spool?.shift() ?? null;
    if (!this.#spool || this.#spool.bytes === 0) {
      this.#behind = null;
      this.#told = false;
    }
    return kept;
  }

  #add(event: SendEvent): void {
    if (!this.#toDisk(event)) {
      this.#events.push(event);
      this.#heldBytes += bytesOf(event);
    }
    this.#signal();
  }

  /** Keeps an event on disk where too many wait or earlier ones are there already; false where it belongs into memory. */
  #toDisk(event: SendEvent): boolean {
    if (!this.#behind && this.#heldBytes + bytesOf(event) <= this.#limits.memory) return false;
    try {
      this.#spool ??= new Spool();
      this.#spool.push(event);
    } catch {
      // Without a disk the network waits: see `full`. What is on disk already keeps its turn.
      if (!this.#behind) return false;
      throw new Error('The disk for what waits is full.');
    }
    this.#behind ??= { frames: 0, bytes: 0, atMs: 'atMs' in event ? event.atMs : (lastOf(event) ?? 0) };
    if (event.type === 'frames') {
      this.#behind.frames += event.frames.length;
      this.#behind.bytes += bytesOf(event);
    }
    return true;
  }

  #flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#reads.length === 0) return;
    this.#flushedMs = performance.now();
    const event = { type: 'frames', frames: this.#frames, reads: this.#reads } as const;
    this.#frames = [];
    this.#reads = [];
    this.#add(event);
  }

  #signal(): void {
    this.#wake?.();
    this.#wake = null;
  }
}

const lastOf = (event: SendEvent): number | undefined =>
  event.type === 'frames' ? event.reads.at(-1)?.atMs : undefined;
