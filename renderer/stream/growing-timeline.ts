import { retime, type Timeline, type Timing, timeline } from '../../shared/eventstream/timing.ts';
import type { LiveRecording } from '../store/recordings.ts';
import { isShown } from './lanes.ts';

/** Typed arrays that grow by doubling. */
class Column<T extends Float64Array | Int32Array> {
  #data: T;
  #length = 0;
  readonly #grow: (from: T, length: number) => T;

  constructor(empty: T, grow: (from: T, length: number) => T) {
    this.#data = empty;
    this.#grow = grow;
  }

  get length(): number {
    return this.#length;
  }

  get last(): number {
    return this.#length === 0 ? 0 : (this.#data[this.#length - 1] ?? 0);
  }

  push(value: number): void {
    if (this.#length === this.#data.length)
      this.#data = this.#grow(this.#data, Math.max(256, this.#length * 2));
    this.#data[this.#length++] = value;
  }

  view(): T {
    return this.#data.subarray(0, this.#length) as T;
  }
}

const floats = (): Column<Float64Array> =>
  new Column<Float64Array>(new Float64Array(0), (from, length) => {
    const to = new Float64Array(length);
    to.set(from);
    return to;
  });

const integers = (): Column<Int32Array> =>
  new Column<Int32Array>(new Int32Array(0), (from, length) => {
    const to = new Int32Array(length);
    to.set(from);
    return to;
  });

/** The timeline of a recording that still grows: each frame and read is summed up once. */
export class GrowingTimeline {
  readonly #frameEnds = floats();
  readonly #readEnds = floats();
  readonly #readTimes = floats();
  readonly #shown = integers();
  #last: Timeline | null = null;

  /** Takes in what the recording has more than at the last call; the same object where there is nothing new. `endMs` null while it runs. */
  follow({ frames, reads }: LiveRecording, endMs: number | null): Timeline {
    for (let i = this.#frameEnds.length; i < frames.length; i++) {
      const frame = frames[i];
      if (!frame) break;
      if (isShown(frame)) this.#shown.push(i);
      this.#frameEnds.push(this.#frameEnds.last + frame.length);
    }
    for (let i = this.#readEnds.length; i < reads.length; i++) {
      const read = reads[i];
      if (!read) break;
      this.#readEnds.push(this.#readEnds.last + read.bytes);
      this.#readTimes.push(read.atMs);
    }
    const end = endMs ?? this.#readTimes.last;
    const same =
      this.#last?.frameEnds.length === this.#frameEnds.length &&
      this.#last.readEnds.length === this.#readEnds.length &&
      this.#last.endMs === end;
    this.#last = same && this.#last ? this.#last : this.#view(end);
    return this.#last;
  }

  #view(endMs: number): Timeline {
    return {
      frameEnds: this.#frameEnds.view(),
      readEnds: this.#readEnds.view(),
      readTimes: this.#readTimes.view(),
      shown: this.#shown.view(),
      endMs,
    };
  }
}

const NO_TIMELINE = timeline([], [], null);

/** The timing of an empty stream. */
export const NO_TIMING: Timing = retime(NO_TIMELINE, null);
