import type { Read } from '../../shared/eventstream/frame.ts';
import type { RecordedFrame } from '../../shared/recording/recording.ts';

/** A stream while it grows: appended to in place, so that no frame is ever copied. */
export interface LiveRecording {
  readonly frames: RecordedFrame[];
  readonly reads: Read[];
}

/** What a stream had before the frames that are still kept. */
export interface Earlier {
  readonly frames: number;
  /** Bytes of those frames on the wire. */
  readonly bytes: number;
  /** Their text, as far as it is kept. */
  readonly text: string;
}

export interface ShelfLimits {
  /** Frames of one stream; the older half of them goes at once, so that it is seldom done. */
  readonly framesOfOne: number;
  /** Frames of all streams together. */
  readonly framesOfAll: number;
  /** UTF-16 units of the text of frames that are gone; up to twice as many are kept. */
  readonly text: number;
}

const LIMITS: ShelfLimits = { framesOfOne: 200_000, framesOfAll: 400_000, text: 8_000_000 };

const NOTHING: LiveRecording = { frames: [], reads: [] };

const textOf = (frames: readonly RecordedFrame[]): string =>
  frames.flatMap(({ deltas }) => deltas.map((delta) => (delta.kind === 'text' ? delta.text : ''))).join('');

/** The reads from a byte on; the one across it is cut. */
function readsFrom(reads: readonly Read[], byte: number): Read[] {
  let start = 0;
  const kept: Read[] = [];
  for (const read of reads) {
    const end = start + read.bytes;
    if (end > byte) kept.push(start < byte ? { ...read, bytes: end - byte } : read);
    start = end;
  }
  return kept;
}

/**
 * The streams of the sends that are kept, in bounded memory: of a stream of millions of frames the last ones are kept
 * whole, of the older ones their number, bytes and text. A stream whose oldest frames went is a new object.
 */
export class RecordingShelf {
  readonly #recordings = new Map<number, LiveRecording>();
  readonly #limits: ShelfLimits;
  readonly #onShorter: (id: number, earlier: Earlier) => void;
  readonly #earlier = new Map<number, Earlier>();
  #frames = 0;

  /** `onShorter` is called whenever frames of a stream are given up. */
  constructor(onShorter: (id: number, earlier: Earlier) => void, limits: ShelfLimits = LIMITS) {
    this.#onShorter = onShorter;
    this.#limits = limits;
  }

  /** The stream of a send; empty where there is none. */
  get(id: number | null): LiveRecording {
    return (id === null ? undefined : this.#recordings.get(id)) ?? NOTHING;
  }

  open(id: number): void {
    this.#recordings.set(id, { frames: [], reads: [] });
  }

  /** Forgets the streams of all other sends. */
  keepOnly(ids: ReadonlySet<number>): void {
    for (const [id, { frames }] of this.#recordings) {
      if (ids.has(id)) continue;
      this.#frames -= frames.length;
      this.#recordings.delete(id);
      this.#earlier.delete(id);
    }
  }

  append(id: number, frames: readonly RecordedFrame[], reads: readonly Read[]): void {
    const recording = this.#recordings.get(id);
    if (!recording) return;
    const past = this.#earlier.get(id);
    for (const frame of frames)
      recording.frames.push(
        past ? { ...frame, index: frame.index - past.frames, offset: frame.offset - past.bytes } : frame,
      );
    for (const read of reads) recording.reads.push(read);
    this.#frames += frames.length;
    if (recording.frames.length > this.#limits.framesOfOne)
      this.#shorten(id, recording.frames.length - Math.floor(this.#limits.framesOfOne / 2));
    for (const other of this.#recordings.keys()) {
      if (this.#frames <= this.#limits.framesOfAll) break;
      if (other !== id) this.#shorten(other, Number.POSITIVE_INFINITY);
    }
  }

  #shorten(id: number, count: number): void {
    const { frames, reads } = this.get(id);
    const gone = frames.slice(0, count);
    if (gone.length === 0) return;
    const bytes = gone.reduce((sum, frame) => sum + frame.length, 0);
    const kept = frames.slice(gone.length).map((frame) => ({
      ...frame,
      index: frame.index - gone.length,
      offset: frame.offset - bytes,
    }));
    this.#recordings.set(id, { frames: kept, reads: kept.length === 0 ? [] : readsFrom(reads, bytes) });
    this.#frames -= gone.length;
    const past = this.#earlier.get(id) ?? { frames: 0, bytes: 0, text: '' };
    const text = past.text + textOf(gone);
    const earlier = {
      frames: past.frames + gone.length,
      bytes: past.bytes + bytes,
      // Cutting copies the text, joining does not: so it is cut seldom.
      text: text.length > 2 * this.#limits.text ? text.slice(-this.#limits.text) : text,
    };
    this.#earlier.set(id, earlier);
    this.#onShorter(id, earlier);
  }
}
