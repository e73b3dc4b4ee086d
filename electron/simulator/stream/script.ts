/** Bytes that leave in one write, and when: milliseconds since the request was accepted. */
export interface Delivery {
  readonly atMs: number;
  readonly bytes: Uint8Array;
}

export type Script = readonly Delivery[];

function sizeOf(script: Script): number {
  return script.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** Splits deliveries so that one begins at each of the offsets (bytes from the start of the body). */
export function splitAt(script: Script, offsets: readonly number[]): Script {
  const ordered = [...new Set(offsets)].sort((a, b) => a - b);
  let start = 0;
  return script.flatMap(({ atMs, bytes }) => {
    const end = start + bytes.length;
    const inside = ordered.filter((offset) => offset > start && offset < end).map((offset) => offset - start);
    const edges = [0, ...inside, bytes.length];
    start = end;
    return edges.slice(1).map((edge, i) => ({ atMs, bytes: bytes.subarray(edges[i], edge) }));
  });
}

/** The deliveries before and from an offset. */
export function divide(script: Script, offset: number): readonly [Script, Script] {
  const before: Delivery[] = [];
  const after: Delivery[] = [];
  let start = 0;
  for (const delivery of splitAt(script, [offset])) {
    (start < offset ? before : after).push(delivery);
    start += delivery.bytes.length;
  }
  return [before, after];
}

/** Flips one bit of the byte at an offset; nothing happens past the end. */
export function flipBit(script: Script, offset: number, bit: number): Script {
  let start = 0;
  return script.map((delivery) => {
    const at = offset - start;
    start += delivery.bytes.length;
    if (at < 0 || at >= delivery.bytes.length) return delivery;
    const bytes = delivery.bytes.slice();
    bytes[at] = (bytes[at] as number) ^ (1 << bit);
    return { ...delivery, bytes };
  });
}

/** Everything in one piece, at the time of the last. */
export function collect(script: Script): Script {
  const last = script[script.length - 1];
  return last ? [{ atMs: last.atMs, bytes: Buffer.concat(script.map(({ bytes }) => bytes)) }] : [];
}

/** Gathers deliveries until `size` bytes have come together, as a buffer on the way would. */
export function inBursts(script: Script, size: number): Script {
  const bursts: Delivery[] = [];
  let held: Delivery[] = [];
  const release = (): void => {
    bursts.push(...collect(held));
    held = [];
  };
  for (const delivery of script) {
    held.push(delivery);
    if (sizeOf(held) >= size) release();
  }
  release();
  return bursts;
}

/** Lets every split piece of one delivery leave a little later than the one before, so that each arrives by itself. */
export function spread(script: Script, gapMs: number): Script {
  let last = Number.NEGATIVE_INFINITY;
  return script.map(({ atMs, bytes }) => {
    last = Math.max(atMs, last + gapMs);
    return { atMs: last, bytes };
  });
}
