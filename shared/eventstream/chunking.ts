/**
 * httpx's `iter_bytes(chunk_size)` in front of botocore's event-stream parser (httpx 0.28.1
 * `ByteChunker`, botocore 1.44.5): bytes leave the chunker in whole pieces of `chunkSize`, the
 * remainder at the end of the body, and a frame becomes visible with the piece that holds its
 * last byte. With `chunkSize` null every read is passed on as received.
 */

/** Sums up lengths: the end offset of each item, bytes. */
export function endOffsets(lengths: ArrayLike<number>): Float64Array {
  const ends = new Float64Array(lengths.length);
  let sum = 0;
  for (let i = 0; i < lengths.length; i++) {
    sum += lengths[i] as number;
    ends[i] = sum;
  }
  return ends;
}

/** How many bytes the chunker must have received before the frame that ends at `end` is visible. */
export function bytesNeeded(end: number, chunkSize: number | null): number {
  return chunkSize === null ? end : chunkSize * Math.ceil(end / chunkSize);
}

/**
 * For each frame the index of the read that makes it visible, given end offsets of frames and
 * reads (ascending, bytes). `reads.length` stands for frames that only the end of the body
 * releases, -1 for frames that the body does not hold completely.
 */
export function visibleReads(
  frameEnds: Float64Array,
  readEnds: Float64Array,
  chunkSize: number | null,
  into: Int32Array = new Int32Array(frameEnds.length),
): Int32Array {
  const received = readEnds.length > 0 ? (readEnds[readEnds.length - 1] as number) : 0;
  let read = 0;
  for (let k = 0; k < frameEnds.length; k++) {
    const end = frameEnds[k] as number;
    if (end > received) {
      into[k] = -1;
      continue;
    }
    const needed = bytesNeeded(end, chunkSize);
    while (read < readEnds.length && (readEnds[read] as number) < needed) read++;
    into[k] = read;
  }
  return into;
}

/**
 * The same from plain sizes in bytes. Throws RangeError where `chunkSize` is neither null nor a
 * positive integer, or a size is negative or no integer.
 */
export function visibleAt(
  frames: readonly number[],
  reads: readonly number[],
  chunkSize: number | null,
): readonly number[] {
  if (chunkSize !== null && (!Number.isSafeInteger(chunkSize) || chunkSize < 1)) {
    throw new RangeError(`chunk_size must be a positive integer or null, not ${chunkSize}`);
  }
  for (const [name, sizes] of [
    ['frames', frames],
    ['reads', reads],
  ] as const) {
    const bad = sizes.findIndex((size) => !Number.isSafeInteger(size) || size < 0);
    if (bad >= 0) throw new RangeError(`${name}[${bad}] must be a size in bytes, not ${sizes[bad]}`);
  }
  return Array.from(visibleReads(endOffsets(frames), endOffsets(reads), chunkSize));
}
