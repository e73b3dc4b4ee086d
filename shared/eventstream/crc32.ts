import { viewOf } from './view.ts';

const TABLES = 16;

/** Slicing-by-16 tables for the reflected polynomial 0xEDB88320 (zlib's CRC-32). */
const table = (() => {
  const t = new Int32Array(256 * TABLES);
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    t[n] = c;
  }
  for (let n = 256; n < t.length; n++) {
    const previous = t[n - 256] as number;
    t[n] = (previous >>> 8) ^ (t[previous & 255] as number);
  }
  return t;
})();

/** What four bytes, read as one number, add to the checksum from the four tables at `from`. */
const four = (t: Int32Array, from: number, word: number): number =>
  (t[from + 768 + (word & 255)] as number) ^
  (t[from + 512 + ((word >>> 8) & 255)] as number) ^
  (t[from + 256 + ((word >>> 16) & 255)] as number) ^
  (t[from + (word >>> 24)] as number);

/**
 * CRC-32 (zlib) of the bytes `[from, to)` of a view, as an unsigned number. Event-stream frames carry two of them;
 * sixteen bytes are taken per step, read by four, because the checksums are most of a frame's cost.
 */
export function crc32Within(view: DataView, from: number, to: number): number {
  const t = table;
  let c = -1;
  let i = from;
  for (; i + 16 <= to; i += 16)
    c =
      four(t, 3072, c ^ view.getInt32(i, true)) ^
      four(t, 2048, view.getInt32(i + 4, true)) ^
      four(t, 1024, view.getInt32(i + 8, true)) ^
      four(t, 0, view.getInt32(i + 12, true));
  for (; i < to; i++) c = (t[(c ^ view.getUint8(i)) & 255] as number) ^ (c >>> 8);
  return ~c >>> 0;
}

/** CRC-32 (zlib) of `bytes[from, to)`, as an unsigned number. */
export const crc32 = (bytes: Uint8Array, from = 0, to = bytes.length): number =>
  crc32Within(viewOf(bytes), from, to);
