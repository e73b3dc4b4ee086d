import type { Delivery } from '../../../shared/capture/exchange.ts';

/** Times are kept in hundredths of a millisecond. */
const STEPS_PER_MS = 100;

/** Whole numbers from 0 to 2^53, seven bits a byte, the lowest first. */
export function packNumbers(numbers: Iterable<number>): Uint8Array {
  const out: number[] = [];
  for (let value of numbers) {
    while (value >= 128) {
      out.push((value % 128) + 128);
      value = Math.floor(value / 128);
    }
    out.push(value);
  }
  return Uint8Array.from(out);
}

export function unpackNumbers(bytes: Uint8Array): readonly number[] {
  const numbers: number[] = [];
  let value = 0;
  let factor = 1;
  for (const byte of bytes) {
    value += (byte & 127) * factor;
    factor *= 128;
    if (byte >= 128) continue;
    numbers.push(value);
    value = 0;
    factor = 1;
  }
  return numbers;
}

/** Deliveries as differences: three to five bytes each. A clock that went back counts as standing still. */
export function packDeliveries(deliveries: readonly Delivery[]): Uint8Array {
  const numbers: number[] = [];
  let [offset, time] = [0, 0];
  for (const delivery of deliveries) {
    const at = Math.max(time, Math.round(delivery.atMs * STEPS_PER_MS));
    numbers.push(Math.max(0, delivery.offset - offset), at - time);
    [offset, time] = [Math.max(offset, delivery.offset), at];
  }
  return packNumbers(numbers);
}

export function unpackDeliveries(bytes: Uint8Array): readonly Delivery[] {
  const numbers = unpackNumbers(bytes);
  const deliveries: Delivery[] = [];
  let [offset, time] = [0, 0];
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    offset += numbers[i] ?? 0;
    time += numbers[i + 1] ?? 0;
    deliveries.push({ offset, atMs: time / STEPS_PER_MS });
  }
  return deliveries;
}
