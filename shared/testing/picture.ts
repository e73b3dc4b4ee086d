/** Bytes as base64. */
const base64 = (bytes: readonly number[]): string => btoa(String.fromCharCode(...bytes));

const CRC = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

const word = (value: number): readonly number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);

function chunk(type: string, data: readonly number[]): readonly number[] {
  const named = [...type].map((letter) => letter.charCodeAt(0)).concat(data);
  const crc = named.reduce((sum, byte) => ((CRC[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8)) >>> 0, 0xffffffff);
  return [...word(data.length), ...named, ...word((crc ^ 0xffffffff) >>> 0)];
}

const ADLER = 65_521;
/** Bytes that a stored block of deflate can hold. */
const BLOCK = 65_535;

function zlibStored(data: readonly number[]): readonly number[] {
  let [a, b] = [1, 0];
  for (const byte of data) {
    a = (a + byte) % ADLER;
    b = (b + a) % ADLER;
  }
  const blocks: number[] = [];
  for (let from = 0; from < data.length; from += BLOCK) {
    const part = data.slice(from, from + BLOCK);
    const isLast = from + BLOCK >= data.length ? 1 : 0;
    blocks.push(
      isLast,
      part.length & 255,
      part.length >>> 8,
      ~part.length & 255,
      (~part.length >>> 8) & 255,
      ...part,
    );
  }
  return [0x78, 1, ...blocks, ...word(((b << 16) | a) >>> 0)];
}

/** A grey PNG that every decoder takes, stored without compression so that its size follows from its pixels; as base64. */
export function pictureBase64(width: number, height: number, seed: number): string {
  const rows = Array.from({ length: height }, (_, y) => [
    0,
    ...Array.from({ length: width }, (_, x) => (x * 3 + y * 5 + ((seed >>> ((x >> 3) & 15)) & 63)) & 255),
  ]).flat();
  return base64([
    ...[137, 80, 78, 71, 13, 10, 26, 10],
    ...chunk('IHDR', [...word(width), ...word(height), 8, 0, 0, 0, 0]),
    ...chunk('IDAT', zlibStored(rows)),
    ...chunk('IEND', []),
  ]);
}
