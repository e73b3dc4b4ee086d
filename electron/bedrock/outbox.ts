import { performance } from 'node:perf_hooks';
import type { SendEvent } from '../../shared/contract/sending.ts';
import type { Read } from '../../shared/eventstream/frame.ts';
import type { RecordedFrame } from '../../shared/recording/recording.ts';

/** Frames are gathered for about two screen refreshes: more often costs the window more than the eye gains, milliseconds. */
const BATCH_MS = 33;

/**
 * Events on their way to a reader who may be slower than the network. Frames are gathered: the
 * first go out at once, later ones at most every 33 ms, in one event.
 */
export class Outbox {
  readonly #events: SendEvent[] = [];
  #frames: RecordedFrame[] = [];
  #reads: Read[] = [];
  #heldBytes = 0;
  #flushedMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;
  #wake: (() => void) | null = null;
  readonly #onTaken: () => void;

  /** `onTaken` is called whenever the reader has taken something. */
  constructor(onTaken: () => void) {
    this.#onTaken = onTaken;
  }

  /** Bytes of frames that wait for the reader. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  put(event: SendEvent): void {
    this.#flush();
    this.#events.push(event);
    this.#signal();
  }

  putFrames(frames: readonly RecordedFrame[], read: Read): void {
    this.#frames.push(...frames);
    this.#reads.push(read);
    this.#heldBytes += read.bytes;
    const wait = this.#flushedMs + BATCH_MS - performance.now();
    if (wait <= 0) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), wait);
  }

  close(): void {
    this.#flush();
    this.#closed = true;
    this.#signal();
  }

  /** The events in order, until the box is closed and empty. */
  async *drain(): AsyncGenerator<SendEvent> {
    for (;;) {
      const event = this.#events.shift();
      if (event) {
        if (event.type === 'frames')
          this.#heldBytes -= event.reads.reduce((sum, read) => sum + read.bytes, 0);
        this.#onTaken();
        yield event;
      } else if (this.#closed) return;
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }

  #flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#reads.length === 0) return;
    this.#flushedMs = performance.now();
    this.#events.push({ type: 'frames', frames: this.#frames, reads: this.#reads });
    this.#frames = [];
    this.#reads = [];
    this.#signal();
  }

  #signal(): void {
    this.#wake?.();
    this.#wake = null;
  }
}
