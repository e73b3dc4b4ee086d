const TABLES = 8;

/** Slicing-by-8 tables for the reflected polynomial 0xEDB88320 (zlib's CRC-32). */
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

/**
 * CRC-32 (zlib) of `bytes[from, to)`, as an unsigned number. Event-stream frames carry two of
 * them; eight bytes are taken per step because the checksums are most of a frame's cost.
 */
export function crc32(bytes: Uint8Array, from = 0, to = bytes.length): number {
  const t = table;
  let c = -1;
  let i = from;
  for (; i + 8 <= to; i += 8) {
    c ^= (bytes[i] as number) | ((bytes[i + 1] as number) << 8) | ((bytes[i + 2] as number) << 16);
    c ^= (bytes[i + 3] as number) << 24;
    c =
      (t[1792 + (c & 255)] as number) ^
      (t[1536 + ((c >>> 8) & 255)] as number) ^
      (t[1280 + ((c >>> 16) & 255)] as number) ^
      (t[1024 + (c >>> 24)] as number) ^
      (t[768 + (bytes[i + 4] as number)] as number) ^
      (t[512 + (bytes[i + 5] as number)] as number) ^
      (t[256 + (bytes[i + 6] as number)] as number) ^
      (t[bytes[i + 7] as number] as number);
  }
  for (; i < to; i++) c = (t[(c ^ (bytes[i] as number)) & 255] as number) ^ (c >>> 8);
  return ~c >>> 0;
}
