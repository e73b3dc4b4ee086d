import type { Read } from '../../shared/eventstream/frame.ts';

export type PartKind = 'length' | 'crc' | 'headers' | 'payload';

/** A run of bytes of one frame that mean one thing; `cut` marks what lies before its first byte. */
export interface Part {
  readonly kind: PartKind;
  readonly from: number;
  readonly to: number;
  readonly cut: 'chunk' | 'read' | null;
}

const PRELUDE = 12;
const CRC = 4;

/**
 * Splits a frame into prelude, headers, payload and CRCs, and these again where a chunk of
 * `chunkSize` bytes or a network read ends inside the frame. Offsets are bytes from the frame's
 * start; `frameOffset` is its place in the stream.
 */
export function partsOf(
  bytes: Uint8Array,
  frameOffset: number,
  reads: readonly Read[],
  chunkSize: number | null,
): readonly Part[] {
  const regions = regionsOf(bytes);
  const cuts = cutsIn(frameOffset, bytes.length, reads, chunkSize);
  return regions.flatMap(({ kind, from, to }) => {
    const inside = [...cuts.keys()].filter((at) => at > from && at < to).sort((a, b) => a - b);
    const starts = [from, ...inside];
    return starts.map((start, i) => ({
      kind,
      from: start,
      to: starts[i + 1] ?? to,
      cut: cuts.get(start) ?? null,
    }));
  });
}

function regionsOf(bytes: Uint8Array): readonly { kind: PartKind; from: number; to: number }[] {
  const { length } = bytes;
  if (length < PRELUDE + CRC) return [{ kind: 'payload', from: 0, to: length }];
  const headers = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4);
  const headersEnd = Math.min(PRELUDE + headers, length - CRC);
  const regions: { kind: PartKind; from: number; to: number }[] = [
    { kind: 'length', from: 0, to: 4 },
    { kind: 'length', from: 4, to: 8 },
    { kind: 'crc', from: 8, to: PRELUDE },
    { kind: 'headers', from: PRELUDE, to: headersEnd },
    { kind: 'payload', from: headersEnd, to: length - CRC },
    { kind: 'crc', from: length - CRC, to: length },
  ];
  return regions.filter(({ from, to }) => to > from);
}

function cutsIn(
  offset: number,
  length: number,
  reads: readonly Read[],
  chunkSize: number | null,
): ReadonlyMap<number, 'chunk' | 'read'> {
  const cuts = new Map<number, 'chunk' | 'read'>();
  let received = 0;
  for (const read of reads) {
    received += read.bytes;
    if (received >= offset + length) break;
    if (received > offset) cuts.set(received - offset, 'read');
  }
  if (chunkSize !== null) {
    const first = chunkSize * (Math.floor(offset / chunkSize) + 1);
    for (let at = first; at < offset + length; at += chunkSize) cuts.set(at - offset, 'chunk');
  }
  return cuts;
}
